package org.coursewarecommons.worklist;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator watches: people's tasks, and those past their time. */
@Component
class TaskGauges implements MeterBinder {

    private final JdbcClient jdbc;

    TaskGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "courseware.tasks.open",
                        () -> number(
                                """
                        select count(*) from worklist.task where state in ('OPEN', 'CLAIMED')"""))
                .description("Tasks that wait for a person")
                .register(registry);
        Gauge.builder(
                        "courseware.tasks.overdue",
                        () -> number(
                                """
                        select count(*) from worklist.task where state in ('OPEN', 'CLAIMED') and due < now()"""))
                .description("Tasks that are past their time")
                .register(registry);
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
