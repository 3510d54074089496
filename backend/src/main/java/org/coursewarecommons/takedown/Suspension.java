package org.coursewarecommons.takedown;

import java.time.Instant;
import java.util.UUID;
import org.coursewarecommons.catalog.VersionState;
import org.jspecify.annotations.Nullable;

/**
 * A resource that is, or was, taken down.
 *
 * @param formerState what it comes back to
 * @param informDue until then the steward on duty writes to the committee, or the system does
 * @param endsAt five working days after it began: then it ends by itself
 * @param informedBy null when nobody did in time
 * @param decision the committee's reason
 * @param confirmedBy the second member who agreed to a retirement
 */
record Suspension(
        UUID id,
        UUID resourceId,
        UUID versionId,
        UUID ownerId,
        UUID schoolId,
        ReportReason reason,
        VersionState formerState,
        @Nullable String formerPhase,
        State state,
        Instant suspendedAt,
        Instant informDue,
        Instant endsAt,
        @Nullable Instant informedAt,
        @Nullable UUID informedBy,
        @Nullable String informing,
        @Nullable Outcome outcome,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decision,
        @Nullable UUID confirmedBy,
        @Nullable Instant closedAt) {

    enum State {
        SUSPENDED,
        RESTORED,
        FIX,
        RETIRED,
        /** Nobody decided in time. */
        EXPIRED
    }

    enum Outcome {
        RESTORE,
        FIX,
        RETIRE
    }
}
