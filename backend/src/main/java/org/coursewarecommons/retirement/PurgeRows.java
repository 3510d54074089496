package org.coursewarecommons.retirement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who asked that bytes are destroyed, and who consented. */
@Repository
class PurgeRows {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    PurgeRows(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A row. @param destroyed blobs that went with it; null before */
    record Purge(
            UUID id,
            UUID tombstoneId,
            UUID resourceId,
            UUID askedBy,
            String reason,
            Instant askedAt,
            @Nullable UUID consentedBy,
            @Nullable Instant consentedAt,
            State state,
            @Nullable Integer destroyed) {}

    /** How far it is. */
    enum State {
        /** One person wants it. */
        ASKED,
        PURGED
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody has asked already */
    void insert(UUID id, TombstoneRows.Row tombstone, UUID by, String reason) {
        jdbc.sql(
                        """
                        insert into retirement.purge (id, tombstone_id, resource_id, asked_by, reason, asked_at, state)
                        values (:id, :tombstone, :resource, :by, :reason, :now, 'ASKED')
                        """)
                .param("id", id)
                .param("tombstone", tombstone.id())
                .param("resource", tombstone.resourceId())
                .param("by", by)
                .param("reason", reason)
                .param("now", now())
                .update();
    }

    /** Holds the row. @throws ProblemException 404 */
    Purge lock(UUID id) {
        return jdbc.sql("select * from retirement.purge where id = ? for update")
                .param(id)
                .query(PurgeRows::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    Optional<Purge> find(UUID id) {
        return jdbc.sql("select * from retirement.purge where id = ?")
                .param(id)
                .query(PurgeRows::read)
                .optional();
    }

    void consented(UUID id, UUID by, int destroyed) {
        jdbc.sql(
                        """
                        update retirement.purge
                           set consented_by = :by, consented_at = :now, state = 'PURGED', destroyed = :destroyed
                         where id = :id
                        """)
                .param("id", id)
                .param("by", by)
                .param("now", now())
                .param("destroyed", destroyed)
                .update();
    }

    /** Newest first. */
    Page<Purge> page(@Nullable State state, PageRequest page) {
        String wanted = state == null ? null : state.name();
        long total = jdbc.sql(
                        "select count(*) from retirement.purge where cast(:state as text) is null or state = :state")
                .param("state", wanted)
                .query(Long.class)
                .single();
        var rows = jdbc.sql(
                        """
                        select * from retirement.purge
                         where (cast(:state as text) is null or state = :state)
                           and (cast(:after as uuid) is null or id < cast(:after as uuid))
                         order by id desc limit :limit
                        """)
                .param("state", wanted)
                .param("after", page.after(0))
                .param("limit", page.limit() + 1)
                .query(PurgeRows::read)
                .list();
        return Page.cut(rows, page, total, row -> List.of(row.id().toString()));
    }

    private static Purge read(ResultSet row, int number) throws SQLException {
        OffsetDateTime consented = row.getObject("consented_at", OffsetDateTime.class);
        return new Purge(
                row.getObject("id", UUID.class),
                row.getObject("tombstone_id", UUID.class),
                row.getObject("resource_id", UUID.class),
                row.getObject("asked_by", UUID.class),
                row.getString("reason"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("consented_by", UUID.class),
                consented == null ? null : consented.toInstant(),
                State.valueOf(row.getString("state")),
                row.getObject("destroyed", Integer.class));
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
