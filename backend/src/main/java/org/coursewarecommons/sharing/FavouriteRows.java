package org.coursewarecommons.sharing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What persons keep for themselves, as rows. */
@Repository
class FavouriteRows {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    FavouriteRows(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void favour(UUID personId, UUID resourceId) {
        jdbc.sql("insert into sharing.favourite values (:personId, :resourceId, :now) on conflict do nothing")
                .param("personId", personId)
                .param("resourceId", resourceId)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    void unfavour(UUID personId, UUID resourceId) {
        jdbc.sql("delete from sharing.favourite where person_id = :personId and resource_id = :resourceId")
                .param("personId", personId)
                .param("resourceId", resourceId)
                .update();
    }

    /** The person's favourites with the time, newest first; the newest 500. */
    Map<UUID, Instant> favourites(UUID personId) {
        Map<UUID, Instant> found = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select resource_id, since from sharing.favourite where person_id = :personId
                         order by since desc, resource_id limit 500
                        """)
                .param("personId", personId)
                .query((RowCallbackHandler) row -> found.put(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant()));
        return found;
    }
}
