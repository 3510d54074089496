package org.coursewarecommons.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.worklist.spi.NewTask;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of tasks, drafts and handovers. */
@Repository
class TaskStore {

    static final String COLUMNS =
            """
            t.id, t.engine_task_id, t.task_key, t.kind, t.case_id, t.round, t.resource_id, t.title, t.subject, t.stage,
            t.level, t.form, t.since, t.due, t.holder_id, t.state, t.decided_at, t.based_on_task_id, t.revision
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    TaskStore(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    UUID insert(String engineTaskId, String taskKey, @Nullable Instant due, NewTask task) {
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into worklist.task (id, engine_task_id, task_key, kind, case_id, round, resource_id,
                            title, subject, stage, level, form, open_to, only_scope, since, due, state,
                            based_on_task_id)
                        values (:id, :engineTaskId, :taskKey, :kind, :caseId, :round, :resourceId,
                            :title, :subject, :stage, :level, :form, :openTo, :onlyScope, :since, :due, 'OPEN',
                            :basedOn)
                        """)
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
                                .flatMap(role -> Standing.openTo(role, task.subject(), task.stage()).stream())
                                .toArray(String[]::new))
                .param("onlyScope", task.onlyScope())
                .param("since", now())
                .param("due", due == null ? null : due.atOffset(ZoneOffset.UTC))
                .param("basedOn", task.basedOnTaskId())
                .update();
        for (Map.Entry<String, String> exclusion : task.exclusions().entrySet()) {
            jdbc.sql("insert into worklist.exclusion (task_id, scope_id, rule) values (:id, :scope, :rule)")
                    .param("id", id)
                    .param("scope", exclusion.getKey())
                    .param("rule", exclusion.getValue())
                    .update();
        }
        return id;
    }

    Optional<Task> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from worklist.task t where t.id = :id")
                .param("id", id)
                .query((row, number) -> task(row))
                .optional();
    }

    /** Holds the row until the transaction ends. */
    Optional<Task> lock(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from worklist.task t where t.id = :id for update")
                .param("id", id)
                .query((row, number) -> task(row))
                .optional();
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

    void claim(UUID id, UUID personId) {
        jdbc.sql(
                        """
                        update worklist.task
                           set state = 'CLAIMED', holder_id = :personId, claimed_at = :now, revision = revision + 1
                         where id = :id
                        """)
                .param("personId", personId)
                .param("now", now())
                .param("id", id)
                .update();
    }

    void release(UUID id) {
        jdbc.sql(
                        """
                        update worklist.task
                           set state = 'OPEN', holder_id = null, claimed_at = null, revision = revision + 1
                         where id = :id
                        """)
                .param("id", id)
                .update();
    }

    void end(UUID id, TaskState state) {
        jdbc.sql(
                        """
                        update worklist.task set state = :state, decided_at = :now, revision = revision + 1
                         where id = :id
                        """)
                .param("state", state.name())
                .param("now", now())
                .param("id", id)
                .update();
    }

    void saveDraft(UUID id, UUID personId, Decision draft) {
        jdbc.sql(
                        """
                        insert into worklist.draft (task_id, person_id, content, saved_at)
                        values (:id, :personId, cast(:content as jsonb), :now)
                        on conflict (task_id, person_id) do update
                           set content = excluded.content, saved_at = excluded.saved_at
                        """)
                .param("id", id)
                .param("personId", personId)
                .param("content", json(draft))
                .param("now", now())
                .update();
        jdbc.sql("update worklist.task set revision = revision + 1 where id = :id")
                .param("id", id)
                .update();
    }

    Optional<Decision> draft(UUID id, UUID personId) {
        return jdbc.sql("select content::text from worklist.draft where task_id = :id and person_id = :personId")
                .param("id", id)
                .param("personId", personId)
                .query(String.class)
                .optional()
                .map(this::decision);
    }

    void handover(Task task, UUID byId, UUID toId, String reason) {
        jdbc.sql(
                        """
                        insert into worklist.handover (id, task_id, at, by_id, from_id, to_id, reason)
                        values (:id, :taskId, :now, :byId, :fromId, :toId, :reason)
                        """)
                .param("id", Ids.next())
                .param("taskId", task.id())
                .param("now", now())
                .param("byId", byId)
                .param("fromId", task.holderId())
                .param("toId", toId)
                .param("reason", reason)
                .update();
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
                row.getLong("revision"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    private String json(Decision draft) {
        try {
            return mapper.writeValueAsString(draft);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Decision decision(String json) {
        try {
            return mapper.readValue(json, Decision.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored draft can't be read", broken);
        }
    }
}
