package org.coursewarecommons.curation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.usage.UsageFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Merges as rows, with the credits of what was merged. */
@Repository
class MergeRows {

    private static final String SELECT =
            """
            select id, resource_id, into_id, owner_id, title, similarity, reason, state, proposed_by, proposed_at,
                   answer_due, answered_at, answer, executed_at
              from curation.merge
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    MergeRows(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** Somebody who made what was merged. */
    @Schema(name = "MergedCredit", description = "原作者署名")
    record Credit(@Schema(maxLength = 100) @Nullable String name, @Schema(maxLength = 40) @Nullable String role) {}

    /** What was merged into a resource, with its figures as they were then. */
    record Merged(
            UUID resourceId, String title, OffsetDateTime executedAt, String credits, long downloads, long ratings) {}

    void insert(Merge merge) {
        jdbc.sql(
                        """
                        insert into curation.merge (id, resource_id, into_id, owner_id, title, similarity, reason, state,
                               proposed_by, proposed_at, answer_due)
                        values (:id, :resource, :into, :owner, :title, :similarity, :reason, :state,
                                :by, :at, :due)
                        """)
                .param("id", merge.id())
                .param("resource", merge.resourceId())
                .param("into", merge.intoId())
                .param("owner", merge.ownerId())
                .param("title", merge.title())
                .param("similarity", merge.similarity())
                .param("reason", merge.reason())
                .param("state", merge.state().name())
                .param("by", merge.proposedBy())
                .param("at", PromotionRows.utc(merge.proposedAt()))
                .param("due", PromotionRows.utc(merge.answerDue()))
                .update();
    }

    Optional<Merge> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(Merge.class)
                .optional();
    }

    Merge lock(UUID id) {
        return jdbc.sql(SELECT + " where id = :id for update")
                .param("id", id)
                .query(Merge.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Newest first, one more than asked for. @param owner null: anybody's */
    List<Merge> list(Merge.@Nullable State state, @Nullable UUID owner, PageRequest page) {
        return jdbc.sql(
                        SELECT
                                + """
                         where (cast(:state as text) is null or state = :state)
                           and (cast(:owner as uuid) is null or owner_id = :owner)
                           and (cast(:after as uuid) is null or id < cast(:after as uuid))
                         order by id desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("owner", owner)
                .param("after", PromotionRows.uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Merge.class)
                .list();
    }

    long count(Merge.@Nullable State state, @Nullable UUID owner) {
        return jdbc.sql(
                        """
                        select count(*) from curation.merge where (cast(:state as text) is null or state = :state)
                           and (cast(:owner as uuid) is null or owner_id = :owner)
                        """)
                .param("state", state == null ? null : state.name())
                .param("owner", owner)
                .query(Long.class)
                .single();
    }

    void answer(UUID id, Merge.State state, @Nullable String answer, Instant now) {
        jdbc.sql("update curation.merge set state = :state, answer = :answer, answered_at = :now where id = :id")
                .param("state", state.name())
                .param("answer", answer)
                .param("now", PromotionRows.utc(now))
                .param("id", id)
                .update();
    }

    void withdraw(UUID id) {
        jdbc.sql("update curation.merge set state = 'WITHDRAWN' where id = :id")
                .param("id", id)
                .update();
    }

    void execute(UUID id, UUID by, Instant now, List<Credit> credits, UsageFigures.Figures figures) {
        jdbc.sql(
                        """
                        update curation.merge
                           set state = 'MERGED', executed_by = :by, executed_at = :now, credits = cast(:credits as jsonb),
                               downloads = :downloads, ratings = :ratings
                         where id = :id
                        """)
                .param("by", by)
                .param("now", PromotionRows.utc(now))
                .param("credits", write(credits))
                .param("downloads", figures.downloads())
                .param("ratings", figures.ratings())
                .param("id", id)
                .update();
    }

    /** What was merged into a resource, and into that before: credits go on with every merge. Oldest first. */
    List<Merged> merged(UUID intoId) {
        return jdbc.sql(
                        """
                        with recursive line (id) as (
                            select cast(:into as uuid)
                             union
                            select m.resource_id from curation.merge m join line on m.into_id = line.id
                             where m.state = 'MERGED')
                        select m.resource_id, m.title, m.executed_at, m.credits::text as credits, m.downloads, m.ratings
                          from curation.merge m join line on m.into_id = line.id
                         where m.state = 'MERGED' order by m.executed_at, m.id limit 100
                        """)
                .param("into", intoId)
                .query(Merged.class)
                .list();
    }

    List<Credit> credits(Merged merged) {
        try {
            return mapper.readValue(merged.credits(), new TypeReference<>() {});
        } catch (JsonProcessingException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private String write(List<Credit> credits) {
        try {
            return mapper.writeValueAsString(credits);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
