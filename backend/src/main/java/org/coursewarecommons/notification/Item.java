package org.coursewarecommons.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing a person was told. @param tx the transaction it came with: streams go on after it */
record Item(
        UUID id,
        UUID personId,
        String topic,
        UUID subjectId,
        String path,
        List<String> arguments,
        Instant at,
        @Nullable Instant readAt,
        long tx) {

    /** Where a stream goes on after this item. */
    String streamId() {
        return tx + "-" + id;
    }
}
