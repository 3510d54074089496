package org.coursewarecommons.worklist;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The queues: lists and counts by the same conditions, so they always agree. */
@Repository
class TaskQueues {

    /** Whether the person could claim the task. */
    private static final String AVAILABLE =
            """
            (t.state = 'OPEN' and t.open_to && cast(:keys as text[])
             and (t.only_scope is null or t.only_scope = any(cast(:scopes as text[])))
             and (t.reserved_for is null or t.reserved_for = any(cast(:scopes as text[])))
             and (t.form is null or t.based_on_task_id is not null or :free)
             and not exists (select 1 from worklist.exclusion e
                              where e.task_id = t.id and e.scope_id = any(cast(:scopes as text[])))
             and (t.based_on_task_id is not null
                  or not exists (select 1 from worklist.task o
                              where o.case_id = t.case_id and o.round = t.round and o.holder_id = :personId
                                and o.state <> 'CLOSED')))
            """;

    private static final String MINE = "(t.state = 'CLAIMED' and t.holder_id = :personId)";
    private static final String TEAM = "(t.state in ('OPEN', 'CLAIMED') and :team)";

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final WorkingDays days;

    TaskQueues(JdbcClient jdbc, DomainClock clock, WorkingDays days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = days;
    }

    /** Which tasks are asked for. */
    enum Queue {
        MINE(TaskQueues.MINE, "false"),
        AVAILABLE(TaskQueues.AVAILABLE, "true"),
        TEAM(TaskQueues.TEAM, TaskQueues.AVAILABLE);

        private final String condition;
        /** Whether a task of the queue could be claimed. */
        private final String available;

        Queue(String condition, String available) {
            this.condition = condition;
            this.available = available;
        }
    }

    /** @param due {@code OVERDUE} or {@code TODAY}; @param q part of the title */
    record Filter(
            @Nullable String kind,
            @Nullable String subject,
            @Nullable String stage,
            @Nullable String due,
            @Nullable String q) {

        static final Filter NONE = new Filter(null, null, null, null, null);

        /** Only what is asked for: the planner knows nothing of a condition that may or may not be one. */
        String conditions() {
            return (kind == null ? "" : " and t.kind = :kind")
                    + (subject == null ? "" : " and t.subject = :subject")
                    + (stage == null ? "" : " and t.stage = :stage")
                    + (due == null ? "" : " and t.due < :dueBefore")
                    + (q == null ? "" : " and t.title_lower like :q");
        }
    }

    /** In which order; ties go by age, then id. */
    enum Sort {
        DUE("coalesce(t.due, 'infinity')", "asc", ">"),
        OLDEST("t.since", "asc", ">"),
        NEWEST("t.since", "desc", "<");

        private final String key;
        private final String direction;
        private final String after;

        Sort(String key, String direction, String after) {
            this.key = key;
            this.direction = direction;
            this.after = after;
        }
    }

    /** A task with what the reader may do, and its place in the order. */
    record Listed(Task task, boolean available, String sortKey) {}

    Page<Listed> page(Standing standing, Queue queue, Filter filter, Sort sort, PageRequest page) {
        String after = page.after().isEmpty()
                ? ""
                : " and (%s, t.since, t.id) %s (cast(:key as timestamptz), cast(:since as timestamptz), cast(:id as uuid))"
                        .formatted(sort.key, sort.after);
        String order = " order by " + sort.key + " " + sort.direction + ", t.since " + sort.direction + ", t.id "
                + sort.direction;
        String select = "select " + TaskStore.COLUMNS + ", " + queue.available + " as available, (" + sort.key
                + ")::text as sort_key, ";
        String where = queue.condition + filter.conditions();
        // Who could take a task is the one question that costs: for this queue it is asked once, for page and total.
        String sql = queue == Queue.AVAILABLE
                ? "with listed as materialized (select t.id, t.due, t.since from worklist.task t where " + where
                        + "), picked as (select t.id from listed t where true" + after + order + " limit :limit) "
                        + select
                        + "(select count(*) from listed) as total from picked join worklist.task t on t.id = picked.id"
                        + order
                : select + "cast(null as bigint) as total from worklist.task t where " + where + after + order
                        + " limit :limit";
        StatementSpec query = bind(jdbc.sql(sql), standing, filter).param("limit", page.limit() + 1);
        if (!page.after().isEmpty()) {
            query = cursor(query, page);
        }
        AtomicReference<@Nullable Long> total = new AtomicReference<>();
        List<Listed> rows = query.query((row, number) -> {
                    total.set(row.getObject("total", Long.class));
                    return new Listed(TaskStore.task(row), row.getBoolean("available"), row.getString("sort_key"));
                })
                .list();
        Long counted = total.get();
        return Page.cut(rows, page, counted == null ? count(standing, queue, filter) : counted, TaskQueues::cursorKey);
    }

    long count(Standing standing, Queue queue, Filter filter) {
        if (queue == Queue.TEAM && !standing.team()) {
            return 0;
        }
        return bind(
                        jdbc.sql("select count(*) from worklist.task t where " + queue.condition + filter.conditions()),
                        standing,
                        filter)
                .query(Long.class)
                .single();
    }

    boolean isAvailable(Standing standing, UUID taskId) {
        return bind(
                                jdbc.sql("select count(*) from worklist.task t where t.id = :id and " + AVAILABLE),
                                standing,
                                Filter.NONE)
                        .param("id", taskId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Which of the tasks the person could claim. */
    Set<UUID> available(Standing standing, List<UUID> taskIds) {
        if (taskIds.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(bind(
                        jdbc.sql("select t.id from worklist.task t where t.id in (:ids) and " + AVAILABLE),
                        standing,
                        Filter.NONE)
                .param("ids", taskIds)
                .query(UUID.class)
                .list());
    }

    /** The most urgent. */
    Optional<UUID> first(Standing standing, Queue queue) {
        return bind(
                        jdbc.sql("select t.id from worklist.task t where " + queue.condition + " order by "
                                + Sort.DUE.key + ", t.since, t.id limit 1"),
                        standing,
                        Filter.NONE)
                .query(UUID.class)
                .optional();
    }

    /** Whether the person holds, has decided or could claim a task of the case. */
    boolean isInvolved(Standing standing, UUID caseId) {
        return bind(
                                jdbc.sql(
                                        "select count(*) from worklist.task t where t.case_id = :caseId and (t.holder_id = :personId or "
                                                + AVAILABLE + ")"),
                                standing,
                                Filter.NONE)
                        .param("caseId", caseId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static List<String> cursorKey(Listed row) {
        return List.of(
                row.sortKey(), row.task().since().toString(), row.task().id().toString());
    }

    private static StatementSpec cursor(StatementSpec query, PageRequest page) {
        try {
            return query.param("key", page.after(0))
                    .param("since", page.after(1))
                    .param("id", UUID.fromString(String.valueOf(page.after(2))));
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private StatementSpec bind(StatementSpec query, Standing standing, Filter filter) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("keys", standing.keys().toArray(String[]::new));
        values.put("scopes", standing.scopes().toArray(String[]::new));
        values.put("personId", standing.personId());
        values.put("team", standing.team());
        values.put("free", standing.load().rules().isEmpty());
        values.put("kind", filter.kind());
        values.put("subject", filter.subject());
        values.put("stage", filter.stage());
        values.put("dueBefore", dueBefore(filter.due()));
        values.put("q", filter.q() == null ? null : "%" + escaped(filter.q().toLowerCase(Locale.ROOT)) + "%");
        return query.params(values);
    }

    private java.time.@Nullable OffsetDateTime dueBefore(@Nullable String due) {
        if (due == null) {
            return null;
        }
        var now = clock.now();
        return (due.equals("overdue") ? now : days.endOfDay(now)).atOffset(ZoneOffset.UTC);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
