package org.coursewarecommons.curation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of what the district proposes to the city's platform. */
@Repository
class CityRows {

    private static final String SELECT =
            """
            select c.id, c.promotion_id, c.resource_id, c.title, c.subject, c.stage, c.school_id, p.term, p.effect, c.state,
                   c.note, c.proposed_at, c.updated_at, c.revision
              from curation.city_proposal c join curation.promotion p on p.id = c.promotion_id
            """;

    private final JdbcClient jdbc;

    CityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum State {
        LISTED,
        SENT,
        ACCEPTED,
        DECLINED
    }

    /** @param title as it was when it was listed */
    record Row(
            UUID id,
            UUID promotionId,
            UUID resourceId,
            String title,
            @Nullable String subject,
            @Nullable String stage,
            UUID schoolId,
            String term,
            double effect,
            State state,
            @Nullable String note,
            Instant proposedAt,
            Instant updatedAt,
            long revision) {}

    void insert(Row row, UUID by) {
        jdbc.sql(
                        """
                        insert into curation.city_proposal (id, promotion_id, resource_id, title, subject, stage, school_id,
                               state, note, proposed_by, proposed_at, updated_at)
                        values (:id, :promotion, :resource, :title, :subject, :stage, :school,
                                :state, :note, :by, :at, :at)
                        """)
                .param("id", row.id())
                .param("promotion", row.promotionId())
                .param("resource", row.resourceId())
                .param("title", row.title())
                .param("subject", row.subject())
                .param("stage", row.stage())
                .param("school", row.schoolId())
                .param("state", row.state().name())
                .param("note", row.note())
                .param("by", by)
                .param("at", PromotionRows.utc(row.proposedAt()))
                .update();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql(SELECT + " where c.id = :id")
                .param("id", id)
                .query(Row.class)
                .optional();
    }

    Row lock(UUID id) {
        return jdbc.sql(SELECT + " where c.id = :id for update of c")
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Newest first, one more than asked for. */
    List<Row> list(@Nullable State state, PageRequest page) {
        return jdbc.sql(
                        SELECT
                                + """
                         where (cast(:state as text) is null or c.state = :state)
                           and (cast(:after as uuid) is null or c.id < cast(:after as uuid))
                         order by c.id desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("after", PromotionRows.uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Row.class)
                .list();
    }

    /** All of them, oldest first, for the table. */
    List<Row> all(@Nullable State state) {
        return jdbc.sql(SELECT + " where cast(:state as text) is null or c.state = :state order by c.id")
                .param("state", state == null ? null : state.name())
                .query(Row.class)
                .list();
    }

    long count(@Nullable State state) {
        return jdbc.sql(
                        "select count(*) from curation.city_proposal where cast(:state as text) is null or state = :state")
                .param("state", state == null ? null : state.name())
                .query(Long.class)
                .single();
    }

    void update(UUID id, State state, @Nullable String note, Instant now) {
        jdbc.sql(
                        """
                        update curation.city_proposal
                           set state = :state, note = :note, updated_at = :now, revision = revision + 1 where id = :id
                        """)
                .param("state", state.name())
                .param("note", note)
                .param("now", PromotionRows.utc(now))
                .param("id", id)
                .update();
    }
}
