package org.coursewarecommons.sharing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.jspecify.annotations.Nullable;

/**
 * A request for a wider scope, as stored.
 *
 * @param wider with the collectives that are new
 * @param missingLevels null until the stewards have consented
 * @param refusedBy STEWARD, REVIEW or RESOURCE
 */
record ScopeRequest(
        UUID id,
        UUID resourceId,
        UUID versionId,
        UUID ownerId,
        UUID schoolId,
        UUID requesterId,
        TargetScope wider,
        State state,
        @Nullable List<String> missingLevels,
        @Nullable UUID submissionId,
        @Nullable Boolean reviewPassed,
        @Nullable String refusedBy,
        @Nullable String note,
        Instant createdAt,
        Instant updatedAt) {

    /** Where a request stands. */
    enum State {
        /** The stewards of the wider scope are asked. */
        CONSENT,
        /** The missing levels are held. */
        REVIEW,
        WIDENED,
        REFUSED,
        WITHDRAWN;

        boolean isOpen() {
            return this == CONSENT || this == REVIEW;
        }
    }

    /** How many stewards are asked: one for each new collective, one for the district. */
    int consentsNeeded() {
        return Math.max(1, wider.collectiveIds().size());
    }
}
