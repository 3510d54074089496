package org.coursewarecommons.evaluation;

import java.util.Date;
import java.util.UUID;
import org.coursewarecommons.models.EvaluationModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;

/** The dates of a cycle. */
@Component("cycleClocks")
public class CycleClocks implements ProcessSteps {

    /** Working days until the committee is reminded. */
    private static final int READING = 10;

    private final Cycles cycles;
    private final DomainClock clock;
    private final WorkingDays days;

    CycleClocks(Cycles cycles, DomainClock clock, WorkingDays days) {
        this.cycles = cycles;
        this.clock = clock;
        this.days = days;
    }

    @Override
    public String processKey() {
        return EvaluationModel.PROCESS_KEY;
    }

    /** From when on the figures of the term stand. */
    public Date freeze(String cycleId) {
        return Date.from(cycles.get(UUID.fromString(cycleId))
                .frozenOn()
                .atStartOfDay(days.zone())
                .toInstant());
    }

    /** When the committee is reminded of results that wait from now on. */
    public Date readingDue(String cycleId) {
        return Date.from(days.plus(clock.now(), READING));
    }
}
