package org.coursewarecommons.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.OncePerTransaction;
import org.coursewarecommons.worklist.spi.NewTask;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of tasks. */
@Repository
class TaskStore {

    static final String COLUMNS =
            """
            t.id, t.engine_task_id, t.task_key, t.kind, t.case_id, t.round, t.resource_id, t.title, t.subject, t.stage,
            t.level, t.form, t.since, t.due, t.holder_id, t.state, t.decided_at, t.based_on_task_id, t.reserved_for,
            t.proposed_id, t.revision
            """;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final OncePerTransaction<UUID, Optional<Task>> seen = new OncePerTransaction<>();

    TaskStore(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID insert(String engineTaskId, String taskKey, @Nullable Instant due, NewTask task) {
        UUID id = Ids.next();
        Task inserted = jdbc.sql(
                        """
                        insert into worklist.task as t (id, engine_task_id, task_key, kind, case_id, round, resource_id,
                            title, subject, stage, level, form, open_to, only_scope, since, due, state,
                            based_on_task_id, reserved_for)
                        values (:id, :engineTaskId, :taskKey, :kind, :caseId, :round, :resourceId,
                            :title, :subject, :stage, :level, :form, :openTo, :onlyScope, :since, :due, 'OPEN',
                            :basedOn, :reservedFor)
                        returning
                        """
                                + COLUMNS)
                .param("id", id)
                .param("engineTaskId", engineTaskId)
                .param("taskKey", taskKey)
                .param("kind", task.kind())
                .param("caseId", task.caseId())
                .param("round", task.round())
                .param("resourceId", task.resourceId())
                .param("title", task.title())
                .param("subject", task.subject())
                .param("stage", task.stage())
                .param("level", task.level())
                .param("form", task.form())
                .param(
                        "openTo",
                        task.roles().stream()
                                .flatMap(role -> openTo(role, task))
                                .distinct()
                                .toArray(String[]::new))
                .param("onlyScope", task.onlyScope())
                .param("since", now())
                .param("due", due == null ? null : due.atOffset(ZoneOffset.UTC))
                .param("basedOn", task.basedOnTaskId())
                .param("reservedFor", task.reservedFor())
                .query((row, number) -> task(row))
                .single();
        seen.put(id, Optional.of(inserted));
        excludeAll(id, task.exclusions());
        return id;
    }

    private void excludeAll(UUID id, Map<String, String> rules) {
        if (rules.isEmpty()) {
            return;
        }
        List<Map.Entry<String, String>> all = List.copyOf(rules.entrySet());
        jdbc.sql(
                        """
                        insert into worklist.exclusion (task_id, scope_id, rule)
                        select :id, e.scope_id, e.rule
                          from unnest(cast(:scopes as text[]), cast(:rules as text[])) as e (scope_id, rule)
                        """)
                .param("id", id)
                .param("scopes", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param("rules", all.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .update();
    }

    private static Stream<String> openTo(Role role, NewTask task) {
        return task.openSubjects().isEmpty()
                ? Standing.openTo(role, task.subject(), task.stage(), task.format()).stream()
                : task.openSubjects().stream()
                        .flatMap(
                                subject -> Standing.openTo(role, subject, Standing.ALL_STAGES, task.format()).stream());
    }

    void exclude(UUID id, String scope, String rule) {
        jdbc.sql(
                        """
                        insert into worklist.exclusion (task_id, scope_id, rule) values (:id, :scope, :rule)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("scope", scope)
                .param("rule", rule)
                .update();
    }

    Optional<Task> find(UUID id) {
        return seen.get(id, () -> jdbc.sql("select " + COLUMNS + " from worklist.task t where t.id = :id")
                .param("id", id)
                .query((row, number) -> task(row))
                .optional());
    }

    /** Holds the row until the transaction ends. */
    Optional<Task> lock(UUID id) {
        Optional<Task> locked = jdbc.sql("select " + COLUMNS + " from worklist.task t where t.id = :id for update")
                .param("id", id)
                .query((row, number) -> task(row))
                .optional();
        seen.put(id, locked);
        return locked;
    }

    Optional<Task> lockByEngineId(String engineTaskId) {
        return jdbc.sql("select " + COLUMNS + " from worklist.task t where t.engine_task_id = :id for update")
                .param("id", engineTaskId)
                .query((row, number) -> task(row))
                .optional();
    }

    boolean hasOtherOfRound(Task task, UUID personId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from worklist.task
                         where case_id = :caseId and round = :round and holder_id = :personId and id <> :id
                           and based_on_task_id is null and state <> 'CLOSED')
                        """)
                .param("caseId", task.caseId())
                .param("round", task.round())
                .param("personId", personId)
                .param("id", task.id())
                .query(Boolean.class)
                .single();
    }

    Task claim(UUID id, UUID personId) {
        return changed(
                id,
                """
                update worklist.task t
                   set state = 'CLAIMED', holder_id = :personId, claimed_at = :now, revision = revision + 1
                 where t.id = :id returning
                """,
                Map.of("personId", personId, "now", now()));
    }

    Task release(UUID id) {
        return changed(
                id,
                """
                update worklist.task t
                   set state = 'OPEN', holder_id = null, claimed_at = null, revision = revision + 1
                 where t.id = :id returning
                """,
                Map.of());
    }

    /** Taken and decided at once when nobody holds it. What kept others away from it is no longer needed, nor is the draft. */
    Task decide(UUID id, UUID personId) {
        return changed(
                id,
                """
                with free as (delete from worklist.exclusion where task_id = :id),
                     handed_in as (delete from worklist.draft where task_id = :id and person_id = :personId)
                update worklist.task t
                   set state = 'DECIDED', holder_id = :personId, claimed_at = coalesce(claimed_at, :now),
                       decided_at = :now, revision = revision + 1
                 where t.id = :id returning
                """,
                Map.of("personId", personId, "now", now()));
    }

    /** The process needs it no longer. */
    Task close(UUID id) {
        return changed(
                id,
                """
                with free as (delete from worklist.exclusion where task_id = :id)
                update worklist.task t set state = 'CLOSED', decided_at = :now, revision = revision + 1
                 where t.id = :id returning
                """,
                Map.of("now", now()));
    }

    private Task changed(UUID id, String sql, Map<String, Object> values) {
        Task task = jdbc.sql(sql + COLUMNS)
                .param("id", id)
                .params(values)
                .query((row, number) -> task(row))
                .single();
        seen.put(id, Optional.of(task));
        return task;
    }

    /** The tasks that the person holds, in the order in which they are locked. */
    List<UUID> heldBy(UUID personId) {
        return jdbc.sql("select id from worklist.task where holder_id = :personId and state = 'CLAIMED' order by id")
                .param("personId", personId)
                .query(UUID.class)
                .list();
    }

    /** Until the transaction ends nobody else counts or changes what the person holds. */
    void lockPerson(UUID personId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('worklist:' || :personId, 0))")
                .param("personId", personId.toString())
                .query((row, number) -> "")
                .single();
    }

    /** The same without waiting. @return false when somebody else counts it at this moment */
    boolean tryLockPerson(UUID personId) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('worklist:' || :personId, 0))")
                .param("personId", personId.toString())
                .query(Boolean.class)
                .single();
    }

    void propose(UUID id, @Nullable UUID personId) {
        Optional<Task> proposed = jdbc.sql(
                        "update worklist.task t set proposed_id = :personId where t.id = :id returning " + COLUMNS)
                .param("personId", personId)
                .param("id", id)
                .query((row, number) -> task(row))
                .optional();
        seen.put(id, proposed);
    }

    void openToAll(UUID id) {
        jdbc.sql("update worklist.task set reserved_for = null where id = :id")
                .param("id", id)
                .update();
        seen.forget(id);
    }

    void touch(UUID id) {
        jdbc.sql("update worklist.task set revision = revision + 1 where id = :id")
                .param("id", id)
                .update();
        seen.forget(id);
    }

    static Task task(ResultSet row) throws SQLException {
        return new Task(
                row.getObject("id", UUID.class),
                row.getString("engine_task_id"),
                row.getString("task_key"),
                row.getString("kind"),
                row.getObject("case_id", UUID.class),
                row.getInt("round"),
                row.getObject("resource_id", UUID.class),
                row.getString("title"),
                row.getString("subject"),
                row.getString("stage"),
                row.getString("level"),
                row.getString("form"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "due"),
                row.getObject("holder_id", UUID.class),
                TaskState.valueOf(row.getString("state")),
                instant(row, "decided_at"),
                row.getObject("based_on_task_id", UUID.class),
                row.getString("reserved_for"),
                row.getObject("proposed_id", UUID.class),
                row.getLong("revision"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
