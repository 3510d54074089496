package org.coursewarecommons.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator watches: mails that wait, and mails that were given up. */
@Component
class MailGauges implements MeterBinder {

    private final JdbcClient jdbc;

    MailGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "courseware.mail.waiting",
                        () -> number(
                                """
                        select count(*) from notification.item where mail = 'NOW'"""))
                .description("Mails still to be sent")
                .register(registry);
        Gauge.builder(
                        "courseware.mail.failed",
                        () -> number(
                                """
                        select count(*) from notification.item where mail = 'FAILED'"""))
                .description("Mails given up after the last try")
                .register(registry);
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
