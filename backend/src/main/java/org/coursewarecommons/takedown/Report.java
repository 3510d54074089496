package org.coursewarecommons.takedown;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reported.
 *
 * @param suspensionId of the suspension it led to or joined; null while it waits and for what is not serious
 * @param messageId of the message that it became when it was not serious
 * @param settlement why it was dismissed, or what the committee wrote
 */
record Report(
        UUID id,
        UUID resourceId,
        UUID versionId,
        ReportReason reason,
        String body,
        UUID reporterId,
        Instant madeAt,
        State state,
        @Nullable UUID suspensionId,
        @Nullable UUID messageId,
        @Nullable Instant settledAt,
        @Nullable String settlement) {

    enum State {
        /** For the steward on duty: its sender was wrong too often for a suspension at once. */
        WAITING,
        OPEN,
        CONFIRMED,
        /** Wrongly raised. */
        WRONG,
        /** The suspension ended before anybody decided. */
        UNDECIDED,
        /** Not serious: it is a message now. */
        PASSED_ON
    }
}
