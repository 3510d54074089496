package org.coursewarecommons.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.coursewarecommons.shared.TimedPart;
import org.junit.jupiter.api.Test;

/** Everything happens in its order, at its time, and nothing after the end. */
class SimulationTest {

    private final SimulatedClock clock = new SimulatedClock(null);
    private final Instant start = clock.instant();
    private final List<String> happened = new ArrayList<>();

    @Test
    void aTermPassesInOrderAndStopsAtItsEnd() {
        Part engine = new Part("engine", 20, 3);
        Part tasks = new Part("tasks", 5, 150);
        Simulation simulation = new Simulation(clock, List.of(engine, tasks));

        int steps = simulation.passUntil(start.plus(Duration.ofDays(100)));

        assertThat(steps).isEqualTo(3);
        assertThat(happened).containsExactly("engine 3", "tasks 5", "engine 20");
        assertThat(simulation.now()).isCloseTo(start.plus(Duration.ofDays(100)), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void whatOneStepMakesDueIsDoneInTheSameRun() {
        Part chain = new Part("chain", 1) {
            @Override
            public void runDue() {
                int before = happened.size();
                super.runDue();
                if (happened.size() > before && happened.size() < 4) {
                    due.add(clock.instant().plus(Duration.ofDays(1)));
                }
            }
        };

        new Simulation(clock, List.of(chain)).passUntil(start.plus(Duration.ofDays(30)));

        assertThat(happened).hasSize(4);
    }

    /** Has something to do on certain days after the start. */
    private class Part implements TimedPart {

        private final String name;
        final TreeSet<Instant> due = new TreeSet<>();

        Part(String name, int... days) {
            this.name = name;
            for (int day : days) {
                due.add(start.plus(Duration.ofDays(day)));
            }
        }

        @Override
        public Optional<Instant> next(Instant now) {
            return Optional.ofNullable(due.isEmpty() ? null : due.first());
        }

        @Override
        public void runDue() {
            while (!due.isEmpty() && !due.first().isAfter(clock.instant())) {
                happened.add(
                        name + " " + Duration.between(start, due.pollFirst()).toDays());
            }
        }
    }
}
