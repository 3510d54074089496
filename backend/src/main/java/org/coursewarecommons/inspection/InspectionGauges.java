package org.coursewarecommons.inspection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator watches: how many files wait for their check, and since when. */
@Component
class InspectionGauges implements MeterBinder {

    private final JdbcClient jdbc;

    InspectionGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "courseware.inspection.waiting",
                        () -> number(
                                """
                        select count(*) from inspection.job where state = 'PENDING'"""))
                .description("Files that wait for their check or are being checked")
                .register(registry);
        Gauge.builder(
                        "courseware.inspection.age",
                        () -> number(
                                """
                        select coalesce(extract(epoch from now() - min(created_at)), 0) from inspection.job where state = 'PENDING'"""))
                .description("Age of the oldest file that waits for its check")
                .baseUnit("seconds")
                .register(registry);
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
