package org.coursewarecommons.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Half-filled forms. They belong to the person who filled them, whatever becomes of the task. */
@Repository
class Drafts {

    /** Of tasks that went to others or ended while the person worked on them. */
    private static final String LEFT =
            """
              from worklist.draft d join worklist.task t on t.id = d.task_id
             where d.person_id = :personId
               and (t.state = 'CLOSED' or t.holder_id is distinct from :personId)
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    Drafts(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** @param cause of the last handover away from the person; null when they gave the task back themselves */
    record Left(Task task, Decision draft, Instant savedAt, @Nullable String cause) {}

    void save(UUID taskId, UUID personId, Decision draft) {
        jdbc.sql(
                        """
                        insert into worklist.draft (task_id, person_id, content, saved_at)
                        values (:id, :personId, cast(:content as jsonb), :now)
                        on conflict (task_id, person_id) do update
                           set content = excluded.content, saved_at = excluded.saved_at
                        """)
                .param("id", taskId)
                .param("personId", personId)
                .param("content", json(draft))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Decision> find(UUID taskId, UUID personId) {
        return jdbc.sql("select content::text from worklist.draft where task_id = :id and person_id = :personId")
                .param("id", taskId)
                .param("personId", personId)
                .query(String.class)
                .optional()
                .map(this::decision);
    }

    /** What the person had begun and cannot hand in, newest first. */
    Page<Left> left(UUID personId, PageRequest page) {
        var rows = jdbc.sql(
                        "select " + TaskStore.COLUMNS
                                + """
                        , d.content::text as content, d.saved_at,
                          (select h.cause from worklist.handover h
                            where h.task_id = t.id and h.from_id = d.person_id order by h.id desc limit 1) as cause
                        """
                                + LEFT
                                + """
                           and (cast(:savedAt as timestamptz) is null
                                or (d.saved_at, t.id) < (cast(:savedAt as timestamptz), cast(:id as uuid)))
                         order by d.saved_at desc, t.id desc limit :limit
                        """)
                .param("personId", personId)
                .param("savedAt", instant(page.after(0)))
                .param("id", id(page.after(1)))
                .param("limit", page.limit() + 1)
                .query((row, number) -> new Left(
                        TaskStore.task(row),
                        decision(row.getString("content")),
                        row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                        row.getString("cause")))
                .list();
        long total = jdbc.sql("select count(*)" + LEFT)
                .param("personId", personId)
                .query(Long.class)
                .single();
        return Page.cut(
                rows,
                page,
                total,
                left -> List.of(left.savedAt().toString(), left.task().id().toString()));
    }

    private static @Nullable OffsetDateTime instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text).atOffset(ZoneOffset.UTC);
        } catch (java.time.format.DateTimeParseException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
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
