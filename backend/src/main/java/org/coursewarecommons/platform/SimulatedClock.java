package org.coursewarecommons.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The domain's time in a simulation: ahead of the wall clock by as much as it was moved. Whoever wants every run to see the
 * same dates lets it begin at a moment of their own, {@code courseware.simulation.start}, which may lie in the past.
 */
@Component
@Profile("simulate")
class SimulatedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    SimulatedClock(@Value("${courseware.simulation.start:#{null}}") @Nullable String start) {
        if (start != null && !start.isBlank()) {
            moveTo(Instant.parse(start));
        }
    }

    /** @param now not before the present simulated time */
    final void moveTo(Instant now) {
        ahead = Duration.between(Instant.now(), now);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Only instants are asked of it. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
