package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.coursewarecommons.shared.DomainClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a table ready for the events of this month and the next ones. */
@Component
class EventMonths {

    private static final int AHEAD = 3;

    private final JdbcClient jdbc;
    private final DomainClock clock;

    EventMonths(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT2M")
    @Transactional
    void prepare() {
        LocalDate month = clock.now().atZone(ZoneOffset.UTC).toLocalDate();
        // Backends that start together would make the same table.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('usage.event'))")
                .query((row, i) -> 0)
                .single();
        for (int ahead = 0; ahead <= AHEAD; ahead++) {
            jdbc.sql("select usage.ensure_month(:day)")
                    .param("day", month.plusMonths(ahead))
                    .query((row, i) -> 0)
                    .single();
        }
    }
}
