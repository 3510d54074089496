package org.coursewarecommons.retirement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredDepartures implements Departures {

    private final JdbcClient jdbc;

    StoredDepartures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Departure> retired(Instant from, Instant until) {
        return between("retired_at", from, until);
    }

    @Override
    public List<Departure> restored(Instant from, Instant until) {
        return between("restored_at", from, until);
    }

    private List<Departure> between(String moment, Instant from, Instant until) {
        return jdbc.sql("select resource_id, school_id, case when minimal then '' else title end as title,"
                        + " case when minimal then '' else coalesce(subject, '') end as subject, reason_code, " + moment
                        + " as at from retirement.tombstone where " + moment + " >= :from and " + moment
                        + " < :until order by " + moment + ", id")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Departure(
                        row.getObject("resource_id", UUID.class),
                        row.getObject("school_id", UUID.class),
                        row.getString("title"),
                        row.getString("subject"),
                        row.getString("reason_code"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
