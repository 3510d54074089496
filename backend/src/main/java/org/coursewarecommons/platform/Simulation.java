package org.coursewarecommons.platform;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.coursewarecommons.shared.TimedPart;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets months of the domain's time pass in seconds: moves the clock from one moment at which something is due to the
 * next, so that everything happens in its order and sees the time at which it would have happened. For one node alone.
 */
@Component
@Profile("simulate")
class Simulation {

    /** Beyond it something makes itself due again and again. */
    private static final int MOST_STEPS = 100_000;

    private final SimulatedClock clock;
    private final List<TimedPart> parts;

    Simulation(SimulatedClock clock, List<TimedPart> parts) {
        this.clock = clock;
        this.parts = List.copyOf(parts);
    }

    Instant now() {
        return clock.instant();
    }

    /** @param to not in the simulated past @return at how many moments something was due */
    synchronized int passUntil(Instant to) {
        int steps = 0;
        parts.forEach(TimedPart::runDue);
        for (Optional<Instant> next = next(to); next.isPresent(); next = next(to)) {
            moveTo(next.get());
            if (++steps >= MOST_STEPS) {
                throw new IllegalStateException("after " + steps + " steps the time is only " + next.get());
            }
        }
        moveTo(to);
        return steps;
    }

    private Optional<Instant> next(Instant to) {
        Instant now = clock.instant();
        return parts.stream()
                .flatMap(part -> part.next(now).stream())
                .filter(moment -> moment.isAfter(now) && moment.isBefore(to))
                .min(Comparator.naturalOrder());
    }

    private void moveTo(Instant moment) {
        clock.moveTo(moment);
        parts.forEach(part -> part.moveTo(moment));
        parts.forEach(TimedPart::runDue);
    }
}
