package org.coursewarecommons.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator watches: damaged blobs, uploads under way, space taken. */
@Component
class StorageGauges implements MeterBinder {

    private final JdbcClient jdbc;

    StorageGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "courseware.storage.damaged",
                        () -> number(
                                """
                        select count(*) from storage.incident where resolved_at is null"""))
                .description("Blobs that are missing or whose bytes changed")
                .register(registry);
        Gauge.builder(
                        "courseware.storage.uploads",
                        () -> number(
                                """
                        select count(*) from storage.upload_session where state in ('OPEN', 'COMPLETING')"""))
                .description("Upload sessions under way")
                .register(registry);
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
