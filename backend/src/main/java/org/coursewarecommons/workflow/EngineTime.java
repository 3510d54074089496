package org.coursewarecommons.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.TimedPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The engine's clock is one for the whole process, so it is moved by a simulation on a single node alone. */
@Component
@Profile("simulate")
class EngineTime implements TimedPart {

    private static final Logger LOG = LoggerFactory.getLogger(EngineTime.class);
    private static final int BATCH = 100;
    private static final int MOST_ROUNDS = 1000;

    private final ManagementService management;

    EngineTime(ManagementService management, DomainClock clock) {
        this.management = management;
        // A simulation may begin at another time than the wall clock's.
        moveTo(clock.now());
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return management
                .createJobQuery()
                .active()
                .withRetriesLeft()
                .duedateHigherThan(Date.from(now))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .map(job -> job.getDuedate().toInstant())
                .findFirst();
    }

    @Override
    public final void moveTo(Instant now) {
        ClockUtil.offset(Duration.between(Instant.now(), now).toMillis());
    }

    /** The engine's own executor runs beside it; a job that it holds is simply looked at again. */
    @Override
    public void runDue() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Job> due = management.createJobQuery().active().executable().listPage(0, BATCH);
            if (due.isEmpty()) {
                return;
            }
            due.forEach(this::run);
        }
        LOG.warn("jobs are still due after {} rounds", MOST_ROUNDS);
    }

    private void run(Job job) {
        try {
            management.executeJob(job.getId());
        } catch (ProcessEngineException lostOrFailed) {
            LOG.debug("job {} was not run here: {}", job.getId(), lostOrFailed.getMessage());
        }
    }
}
