package org.coursewarecommons.retirement;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hearing as stored.
 *
 * @param authorIds everybody who contributed, the owner included
 * @param collectiveId the collective in which the sharing is to end; null for the whole resource
 * @param nominatedBy null while only the evaluation proposes it
 * @param due until when the present step waits
 * @param call how often committee or panel were called
 */
record Hearing(
        UUID id,
        UUID resourceId,
        UUID versionId,
        UUID ownerId,
        UUID schoolId,
        String title,
        String subject,
        String stage,
        Set<UUID> authorIds,
        @Nullable UUID collectiveId,
        String reasonCode,
        String reason,
        @Nullable UUID nominatedBy,
        @Nullable UUID cycleId,
        @Nullable String explanation,
        State state,
        @Nullable Instant due,
        boolean collectiveAsked,
        @Nullable String choice,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        int call,
        @Nullable String decision,
        @Nullable String decisionReason,
        @Nullable Instant decidedAt,
        @Nullable Instant appealedAt,
        @Nullable String ruling,
        @Nullable String rulingReason,
        @Nullable String publicNote,
        List<UUID> replacements,
        @Nullable UUID executedBy,
        @Nullable UUID confirmedBy,
        Instant createdAt,
        Instant updatedAt) {

    /** Where a hearing stands. */
    enum State {
        /** By the evaluation of a term; nobody has taken it up. */
        PROPOSED,
        NOTICE,
        COMMITTEE,
        /** To be retired; the time to appeal runs. */
        DECIDED,
        APPEAL,
        EXECUTION,
        RETIRED,
        /** It is not shared in the collective any more. */
        NARROWED,
        REVISING,
        KEPT,
        REVERSED,
        /** Nobody took the proposal up. */
        DISMISSED,
        /** Overtaken: a new version took its place, or it was retired otherwise. */
        LAPSED,
        RESTORED;

        boolean isOpen() {
            return ordinal() <= EXECUTION.ordinal();
        }
    }

    boolean isNarrowing() {
        return collectiveId != null;
    }

    /** Who decided, in the words of the tombstone. */
    String decidedByRole() {
        return ruling != null ? "APPEAL_PANEL" : decision != null ? "COMMITTEE" : "OWNER";
    }

    String appealState() {
        return ruling == null ? "NONE" : "UPHELD";
    }
}
