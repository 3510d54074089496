package org.coursewarecommons.curation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two resources that become one.
 *
 * @param resourceId the one that goes
 * @param intoId the one that stays
 * @param similarity 0.95–1
 * @param answerDue until then the owner may object; silence is consent
 */
record Merge(
        UUID id,
        UUID resourceId,
        UUID intoId,
        UUID ownerId,
        String title,
        double similarity,
        String reason,
        State state,
        UUID proposedBy,
        Instant proposedAt,
        Instant answerDue,
        @Nullable Instant answeredAt,
        @Nullable String answer,
        @Nullable Instant executedAt) {

    enum State {
        PROPOSED,
        CONSENTED,
        /** The owner objects: what remains is a hearing. */
        CONTESTED,
        WITHDRAWN,
        MERGED;

        boolean isOpen() {
            return this == PROPOSED || this == CONSENTED;
        }
    }
}
