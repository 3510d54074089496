package org.coursewarecommons.shared;

import java.time.Instant;
import java.util.Optional;

/** A part that does something when a moment of the domain's time has come. A simulation goes from one to the next. */
public interface TimedPart {

    /** The next moment after {@code now} at which there is something to do. */
    Optional<Instant> next(Instant now);

    /** Takes over the time, where the part has a clock of its own. */
    default void moveTo(Instant now) {}

    /** Does all that is due, and returns when it is done. */
    void runDue();
}
