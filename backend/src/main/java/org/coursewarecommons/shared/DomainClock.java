package org.coursewarecommons.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time that business rules go by. Security, storage and idempotency use the wall clock instead, so that moving
 * this one in a simulation never lengthens a token or a link.
 */
public class DomainClock {

    private final Clock clock;

    public DomainClock(Clock clock) {
        this.clock = clock;
    }

    /** Now, in microseconds: what PostgreSQL can hold, so that a value read back equals the one written. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
