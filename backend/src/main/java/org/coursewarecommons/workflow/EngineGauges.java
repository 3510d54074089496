package org.coursewarecommons.workflow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** What an operator watches: processes that run, jobs that are late, jobs that gave up. */
@Component
class EngineGauges implements MeterBinder {

    private final RuntimeService runtime;
    private final ManagementService management;

    EngineGauges(RuntimeService runtime, ManagementService management) {
        this.runtime = runtime;
        this.management = management;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("courseware.workflow.running", () -> runtime.createProcessInstanceQuery()
                        .count())
                .description("Processes under way")
                .register(registry);
        Gauge.builder("courseware.workflow.due", () -> management
                        .createJobQuery()
                        .duedateLowerThan(new Date())
                        .withRetriesLeft()
                        .count())
                .description("Jobs that are due and not done yet")
                .register(registry);
        Gauge.builder("courseware.workflow.incidents", () -> runtime.createIncidentQuery()
                        .count())
                .description("Jobs that gave up and wait for a person")
                .register(registry);
    }
}
