package org.coursewarecommons.interop.oai;

import java.time.Instant;
import java.util.UUID;
import org.coursewarecommons.interop.outward.Audience;
import org.jspecify.annotations.Nullable;

/**
 * How far a list has come; all that is needed to go on with it, on whichever backend, before or after a restart.
 *
 * @param verb of the list
 * @param prefix of its format
 * @param until nothing stamped later is in the list: when it was begun
 * @param afterStamp of the last record of the part before
 * @param cursor how many records came before
 * @param size of the complete list when it was begun
 */
record OaiToken(
        String verb,
        String prefix,
        Audience audience,
        @Nullable String set,
        Instant from,
        Instant until,
        Instant afterStamp,
        UUID afterId,
        long cursor,
        long size,
        Instant expires) {

    private static final String SEPARATOR = "|";

    /** In characters that need no escaping in an address but one. */
    String text() {
        return String.join(
                SEPARATOR,
                verb,
                prefix,
                audience.name(),
                set == null ? "" : set,
                from.toString(),
                until.toString(),
                afterStamp.toString(),
                afterId.toString(),
                Long.toString(cursor),
                Long.toString(size),
                expires.toString());
    }

    /** @param text of {@link #text()}; whatever else breaks it is a RuntimeException */
    static OaiToken of(String text) {
        String[] parts = text.split("\\|", -1);
        return new OaiToken(
                parts[0],
                parts[1],
                Audience.valueOf(parts[2]),
                parts[3].isEmpty() ? null : parts[3],
                Instant.parse(parts[4]),
                Instant.parse(parts[5]),
                Instant.parse(parts[6]),
                UUID.fromString(parts[7]),
                Long.parseLong(parts[8]),
                Long.parseLong(parts[9]),
                Instant.parse(parts[10]));
    }
}
