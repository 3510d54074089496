package org.coursewarecommons.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what reviewers have on their desks. */
@Repository
class Loads {

    /** Votes are nobody's load: they are few, and their holders cannot be chosen freely. */
    private static final String HELD = " holder_id in (:ids) and state = 'CLAIMED' and form is not null";

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Loads(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param lastAt when they last decided something; null for never */
    record Desk(int open, int overdue, int proposed, @Nullable Instant lastAt) {

        static final Desk EMPTY = new Desk(0, 0, 0, null);
    }

    Desk of(UUID personId) {
        return count(Set.of(personId)).getOrDefault(personId, Desk.EMPTY);
    }

    /** With what is recommended and the time of the last decision; who never had a task is missing. */
    Map<UUID, Desk> of(Collection<UUID> personIds) {
        Map<UUID, Desk> desks = new HashMap<>(count(personIds));
        if (personIds.isEmpty()) {
            return desks;
        }
        jdbc.sql(
                        """
                        select holder_id, max(decided_at) as last_at from worklist.task
                         where holder_id in (:ids) and state = 'DECIDED' group by holder_id
                        """)
                .param("ids", Set.copyOf(personIds))
                .query((RowCallbackHandler) row -> {
                    UUID id = row.getObject("holder_id", UUID.class);
                    Desk desk = desks.getOrDefault(id, Desk.EMPTY);
                    desks.put(id, new Desk(desk.open(), desk.overdue(), 0, lastAt(row)));
                });
        jdbc.sql(
                        """
                        select proposed_id, count(*) as proposed from worklist.task
                         where proposed_id in (:ids) and state = 'OPEN' group by proposed_id
                        """)
                .param("ids", Set.copyOf(personIds))
                .query((RowCallbackHandler) row -> {
                    UUID id = row.getObject("proposed_id", UUID.class);
                    Desk desk = desks.getOrDefault(id, Desk.EMPTY);
                    desks.put(id, new Desk(desk.open(), desk.overdue(), row.getInt("proposed"), desk.lastAt()));
                });
        return desks;
    }

    private Map<UUID, Desk> count(Collection<UUID> personIds) {
        if (personIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Desk> desks = new HashMap<>();
        jdbc.sql("select holder_id, count(*) as open, count(*) filter (where due < :now) as overdue"
                        + " from worklist.task where" + HELD + " group by holder_id")
                .param("ids", Set.copyOf(personIds))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .query((RowCallbackHandler) row -> desks.put(
                        row.getObject("holder_id", UUID.class),
                        new Desk(row.getInt("open"), row.getInt("overdue"), 0, null)));
        return desks;
    }

    private static @Nullable Instant lastAt(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("last_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
