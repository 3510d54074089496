package org.coursewarecommons.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/** Makes identifiers. All are UUID version 7 (RFC 9562): time-ordered, so indexes stay dense and lists have a stable order. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new identifier, greater than every one made before by this process within clock precision. */
    public static UUID next() {
        return GENERATOR.generate();
    }

    /** When an identifier of ours was made, to the millisecond. */
    public static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
