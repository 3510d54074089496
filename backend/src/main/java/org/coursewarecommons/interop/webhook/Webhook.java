package org.coursewarecommons.interop.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as stored.
 *
 * @param schoolId of a system; of a person it is looked up anew
 * @param previousUntil until when the secret before signs, too
 */
record Webhook(
        UUID id,
        UUID ownerId,
        @Nullable UUID schoolId,
        boolean isClient,
        String url,
        List<String> events,
        @Nullable String description,
        State state,
        @Nullable String reason,
        String secret,
        @Nullable String previousSecret,
        @Nullable Instant previousUntil,
        int failures,
        long revision,
        Instant createdAt) {

    /** Whether it is told. */
    enum State {
        ACTIVE,
        PAUSED,
        DISABLED
    }
}
