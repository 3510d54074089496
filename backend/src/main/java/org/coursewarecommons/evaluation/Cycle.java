package org.coursewarecommons.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of one term.
 *
 * @param attempt 1, or 2 once it was restated
 * @param runId of the cleaning that it goes by
 * @param frozenOn from this day on the term's figures stand
 */
record Cycle(
        UUID id,
        String term,
        boolean shadow,
        State state,
        int attempt,
        String configuration,
        UUID runId,
        LocalDate frozenOn,
        @Nullable UUID startedBy,
        Instant startedAt,
        @Nullable Instant computedAt,
        @Nullable Instant closedAt,
        String excluded) {

    enum State {
        /** For the freeze of the term, or for its turn. */
        WAITING,
        CLEANED,
        /** Waits for the committee. */
        COMPUTED,
        PUBLISHED,
        SHADOW_READ
    }
}
