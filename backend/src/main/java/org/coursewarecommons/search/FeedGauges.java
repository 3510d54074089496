package org.coursewarecommons.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator watches: how many changes the index doesn't show yet, and since when. */
@Component
class FeedGauges implements MeterBinder {

    private final JdbcClient jdbc;

    FeedGauges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "courseware.search.waiting",
                        () -> number(
                                """
                        select count(*) from search.document where indexed_seq < seq"""))
                .description("Resources whose last change the index does not show yet")
                .register(registry);
        Gauge.builder(
                        "courseware.search.lag",
                        () -> number(
                                """
                        select coalesce(extract(epoch from now() - min(queued_at)), 0) from search.document where indexed_seq < seq"""))
                .description("Age of the oldest change that the index does not show yet")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "courseware.search.failing",
                        () -> number(
                                """
                        select count(*) from search.document where indexed_seq < seq and attempts > 3"""))
                .description("Resources that could not be indexed more than three times")
                .register(registry);
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
