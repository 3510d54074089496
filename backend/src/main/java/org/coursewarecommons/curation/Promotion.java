package org.coursewarecommons.curation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people made of a proposal to recommend a resource.
 *
 * @param effect the index that it was proposed for, 0–100
 * @param until the last day of the mark; null when it was declined
 */
record Promotion(
        UUID id,
        UUID resourceId,
        UUID cycleId,
        String term,
        double effect,
        State state,
        String reason,
        UUID decidedBy,
        Instant decidedAt,
        @Nullable LocalDate until,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        @Nullable UUID scopeRequestId) {

    enum State {
        ACTIVE,
        DECLINED,
        WITHDRAWN,
        /** Its time is over. */
        ENDED
    }
}
