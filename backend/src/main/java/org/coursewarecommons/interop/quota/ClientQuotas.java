package org.coursewarecommons.interop.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the requests of schools' systems by the day of the district's zone and of the wall clock, over all backends
 * alike.
 */
@Repository
class ClientQuotas {

    private final JdbcClient jdbc;
    private final ZoneId zone;
    private final int perDay;

    ClientQuotas(JdbcClient jdbc, WorkingDays days, @Value("${courseware.interop.quota-per-day:50000}") int perDay) {
        this.jdbc = jdbc;
        this.zone = days.zone();
        this.perDay = perDay;
    }

    /** @param resetsAt when a new day begins */
    record Standing(long perDay, long used, Instant resetsAt) {

        long left() {
            return Math.max(0, perDay - used);
        }

        boolean isExceeded() {
            return used > perDay;
        }
    }

    private record Row(UUID clientId, long value) {}

    /** Counts one more, and how it stands then. */
    Standing count(UUID clientId) {
        long used = jdbc.sql(
                        """
                        insert into interop.client_use (client_id, day, requests) values (:id, :day, 1)
                        on conflict (client_id, day) do update set requests = client_use.requests + 1
                        returning requests
                        """)
                .param("id", clientId)
                .param("day", today())
                .query(Long.class)
                .single();
        return standing(perDay(clientId), used);
    }

    Standing of(UUID clientId) {
        return standing(perDay(clientId), used().getOrDefault(clientId, 0L));
    }

    /** Requests of today by client. */
    Map<UUID, Long> used() {
        return jdbc
                .sql("select client_id, requests as value from interop.client_use where day = :day")
                .param("day", today())
                .query(Row.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Row::clientId, Row::value));
    }

    /** What each may, where it isn't as much as any. */
    Map<UUID, Long> perDay() {
        return jdbc.sql("select client_id, per_day as value from interop.client_quota").query(Row.class).list().stream()
                .collect(Collectors.toMap(Row::clientId, Row::value));
    }

    /** What everybody may. */
    int usual() {
        return perDay;
    }

    long perDay(UUID clientId) {
        List<Long> own = jdbc.sql("select per_day from interop.client_quota where client_id = :id")
                .param("id", clientId)
                .query(Long.class)
                .list();
        return own.isEmpty() ? perDay : own.get(0);
    }

    void set(UUID clientId, int quota, UUID by) {
        jdbc.sql(
                        """
                        insert into interop.client_quota (client_id, per_day, set_by, set_at) values (:id, :quota, :by, :now)
                        on conflict (client_id) do update
                           set per_day = excluded.per_day, set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .param("id", clientId)
                .param("quota", quota)
                .param("by", by)
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Standing standing(long quota, long used) {
        return new Standing(quota, used, today().plusDays(1).atStartOfDay(zone).toInstant());
    }

    private LocalDate today() {
        return LocalDate.now(zone);
    }
}
