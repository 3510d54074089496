package org.coursewarecommons.supply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.supply.CommissionBody.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of commissions. */
@Repository
class CommissionRows {

    private static final String FILTER =
            """
             where (cast(:state as text) is null or state = :state)
               and (:all or asked_by = :person or school_id = :school or collective_id = any(:collectives))
            """;

    private final JdbcClient jdbc;

    CommissionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            UUID id,
            String subject,
            String grade,
            @Nullable String type,
            String wish,
            UUID schoolId,
            @Nullable UUID collectiveId,
            UUID askedBy,
            Instant dueAt,
            State state,
            @Nullable String reason,
            @Nullable UUID resourceId,
            Instant createdAt,
            Instant updatedAt) {

        boolean isOpen() {
            return state == State.ASKED || state == State.ACCEPTED;
        }
    }

    /** Which ones somebody may see. @param all every one */
    record Seen(boolean all, UUID personId, @Nullable UUID schoolId, Collection<UUID> collectiveIds) {

        boolean has(Row row) {
            return all
                    || row.askedBy().equals(personId)
                    || row.schoolId().equals(schoolId)
                    || (row.collectiveId() != null && collectiveIds.contains(row.collectiveId()));
        }
    }

    List<Row> page(Seen seen, @Nullable State state, @Nullable UUID after, PageRequest page) {
        return filtered(
                        "select * from supply.commission" + FILTER
                                + " and (cast(:after as uuid) is null or id < :after) order by id desc limit :rows",
                        seen,
                        state)
                .param("after", after)
                .param("rows", page.limit() + 1)
                .query(Row.class)
                .list();
    }

    long count(Seen seen, @Nullable State state) {
        return filtered("select count(*) from supply.commission" + FILTER, seen, state)
                .query(Long.class)
                .single();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select * from supply.commission where id = :id")
                .param("id", id)
                .query(Row.class)
                .optional();
    }

    /** Holds the row until the transaction ends. */
    Optional<Row> lock(UUID id) {
        return jdbc.sql("select * from supply.commission where id = :id for update")
                .param("id", id)
                .query(Row.class)
                .optional();
    }

    void insert(Row row) {
        jdbc.sql(
                        """
                        insert into supply.commission (id, subject, grade, type, wish, school_id, collective_id, asked_by,
                               due_at, state, created_at, updated_at)
                        values (:id, :subject, :grade, :type, :wish, :school, :collective, :by,
                               :due, 'ASKED', :now, :now)
                        """)
                .param("id", row.id())
                .param("subject", row.subject())
                .param("grade", row.grade())
                .param("type", row.type())
                .param("wish", row.wish())
                .param("school", row.schoolId())
                .param("collective", row.collectiveId())
                .param("by", row.askedBy())
                .param("due", row.dueAt().atOffset(ZoneOffset.UTC))
                .param("now", row.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void move(UUID id, State state, @Nullable String reason, @Nullable UUID resourceId, Instant now) {
        jdbc.sql(
                        """
                        update supply.commission
                           set state = :state, reason = coalesce(:reason, reason), resource_id = :resource,
                               updated_at = :now
                         where id = :id
                        """)
                .param("state", state.name())
                .param("reason", reason)
                .param("resource", resourceId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private JdbcClient.StatementSpec filtered(String sql, Seen seen, @Nullable State state) {
        return jdbc.sql(sql)
                .param("state", state == null ? null : state.name())
                .param("all", seen.all())
                .param("person", seen.personId())
                .param("school", seen.schoolId())
                .param("collectives", seen.collectiveIds().toArray(UUID[]::new));
    }
}
