package org.coursewarecommons.supply;

import java.util.Collection;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** To how many teachers an unproven item was shown; a person counts once a day. */
@Repository
class Impressions {

    /** Enough to be judged (DOMAIN 4.5); in subjects with few teachers fewer are. */
    static final int ENOUGH = 30;

    static final int ENOUGH_IN_SMALL_SUBJECTS = 10;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final WorkingDays calendar;

    Impressions(JdbcClient jdbc, DomainClock clock, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.calendar = calendar;
    }

    void shown(Collection<UUID> resourceIds, UUID personId) {
        if (resourceIds.isEmpty()) {
            return;
        }
        // Sorted, so that two pages with the same items cannot block each other.
        jdbc.sql(
                        """
                        insert into supply.impression (resource_id, person_id, day)
                        select id, :person, :day from unnest(:ids) as id order by id
                        on conflict (resource_id, person_id, day) do nothing
                        """)
                .param("person", personId)
                .param("day", calendar.dayOf(clock.now()))
                .param("ids", resourceIds.stream().distinct().toArray(UUID[]::new))
                .update();
    }
}
