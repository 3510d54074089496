package org.coursewarecommons.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line as it stands in the table. @param facts JSON text */
record ChainLine(
        UUID id,
        Instant at,
        @Nullable UUID actorId,
        String actorSubject,
        String event,
        UUID subjectId,
        String facts,
        @Nullable String traceId) {

    /** Stands where the name in the token stood, once the person was erased. */
    static final String ERASED = "erased";

    boolean isErased() {
        return actorSubject.equals(ERASED);
    }

    /** When its id was made by the wall clock, in milliseconds: the first 48 bits of a UUIDv7. */
    long madeAt() {
        return id.getMostSignificantBits() >>> 16;
    }
}
