package org.coursewarecommons.retirement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of hearings. */
@Repository
class HearingRows {

    private static final String OPEN = "state in ('PROPOSED', 'NOTICE', 'COMMITTEE', 'DECIDED', 'APPEAL', 'EXECUTION')";

    private final JdbcClient jdbc;
    private final DomainClock clock;

    HearingRows(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What a list is narrowed to: hearings of own resources, of the school's or of the collectives'; {@code all} for
     * whoever watches over all.
     */
    record Filter(
            UUID personId,
            Set<UUID> schools,
            Set<UUID> collectives,
            boolean all,
            Hearing.@Nullable State state,
            @Nullable UUID resourceId,
            @Nullable String q) {}

    /** @throws org.springframework.dao.DuplicateKeyException when one is open */
    void insert(Hearing hearing) {
        jdbc.sql(
                        """
                        insert into retirement.hearing (id, resource_id, version_id, owner_id, school_id, title, subject,
                               stage, author_ids, collective_id, reason_code, reason, nominated_by, cycle_id, explanation,
                               state, replacements, created_at, updated_at)
                        values (:id, :resourceId, :versionId, :ownerId, :schoolId, :title, :subject,
                               :stage, :authorIds, :collectiveId, :reasonCode, :reason, :nominatedBy, :cycleId,
                               cast(:explanation as jsonb), :state, :replacements, :now, :now)
                        """)
                .param("id", hearing.id())
                .param("resourceId", hearing.resourceId())
                .param("versionId", hearing.versionId())
                .param("ownerId", hearing.ownerId())
                .param("schoolId", hearing.schoolId())
                .param("title", hearing.title())
                .param("subject", hearing.subject())
                .param("stage", hearing.stage())
                .param("authorIds", hearing.authorIds().toArray(UUID[]::new))
                .param("collectiveId", hearing.collectiveId())
                .param("reasonCode", hearing.reasonCode())
                .param("reason", hearing.reason())
                .param("nominatedBy", hearing.nominatedBy())
                .param("cycleId", hearing.cycleId())
                .param("explanation", hearing.explanation())
                .param("state", hearing.state().name())
                .param("replacements", hearing.replacements().toArray(UUID[]::new))
                .param("now", utc(hearing.createdAt()))
                .update();
    }

    /** @param decision what was decided there; null before a decision. @throws org.springframework.dao.DuplicateKeyException */
    void takenOver(Hearing hearing, @Nullable String decision) {
        jdbc.sql(
                        """
                        insert into retirement.hearing (id, resource_id, version_id, owner_id, school_id, title, subject,
                               stage, author_ids, reason_code, reason, state, taken_over, decision, created_at, updated_at)
                        values (:id, :resourceId, :versionId, :ownerId, :schoolId, :title, :subject,
                               :stage, :authorIds, :reasonCode, :reason, 'NOTICE', true, cast(:decision as text), :now, :now)
                        """)
                .param("id", hearing.id())
                .param("resourceId", hearing.resourceId())
                .param("versionId", hearing.versionId())
                .param("ownerId", hearing.ownerId())
                .param("schoolId", hearing.schoolId())
                .param("title", hearing.title())
                .param("subject", hearing.subject())
                .param("stage", hearing.stage())
                .param("authorIds", hearing.authorIds().toArray(UUID[]::new))
                .param("reasonCode", hearing.reasonCode())
                .param("reason", hearing.reason())
                .param("decision", decision)
                .param("now", utc(hearing.createdAt()))
                .update();
    }

    Optional<Hearing> find(UUID id) {
        return jdbc.sql("select * from retirement.hearing where id = ?")
                .param(id)
                .query(HearingRows::read)
                .optional();
    }

    /** Holds the row until the transaction ends. @throws ProblemException 404 */
    Hearing lock(UUID id) {
        return jdbc.sql("select * from retirement.hearing where id = ? for update")
                .param(id)
                .query(HearingRows::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** The one that runs about the resource, or about its sharing in the collective. */
    Optional<Hearing> open(UUID resourceId, @Nullable UUID collectiveId) {
        return jdbc.sql("select * from retirement.hearing where resource_id = :id and " + OPEN
                        + " and collective_id is not distinct from cast(:collective as uuid)")
                .param("id", resourceId)
                .param("collective", collectiveId)
                .query(HearingRows::read)
                .optional();
    }

    /** All that run about the resource. */
    List<Hearing> open(UUID resourceId) {
        return jdbc.sql("select * from retirement.hearing where resource_id = :id and " + OPEN + " order by id")
                .param("id", resourceId)
                .query(HearingRows::read)
                .list();
    }

    /** The latest by which the resource as a whole was retired. */
    Optional<Hearing> retired(UUID resourceId) {
        return jdbc.sql(
                        """
                        select * from retirement.hearing where resource_id = :id and state = 'RETIRED' order by id desc limit 1
                        """)
                .param("id", resourceId)
                .query(HearingRows::read)
                .optional();
    }

    /** @param due until when the new state waits; null for none */
    void move(UUID id, Hearing.State state, @Nullable Instant due) {
        Map<String, Object> values = new HashMap<>();
        values.put("state", state.name());
        values.put("due", utc(due));
        set(id, values);
    }

    /** Who answers for what the evaluation proposed. */
    void takenUp(UUID id, UUID by, String reason, List<UUID> replacements) {
        set(id, Map.of("nominated_by", by, "reason", reason, "replacements", replacements.toArray(UUID[]::new)));
    }

    /** A notice begins everything anew. */
    void noticed(UUID id) {
        Map<String, Object> values = new HashMap<>();
        for (String column : List.of(
                "choice",
                "answer",
                "answered_by",
                "answered_at",
                "decision",
                "decision_reason",
                "decided_at",
                "appealed_at",
                "ruling",
                "ruling_reason")) {
            values.put(column, null);
        }
        values.put("collective_asked", false);
        set(id, values);
    }

    void collectiveAsked(UUID id) {
        set(id, Map.of("collective_asked", true));
    }

    void answered(UUID id, String choice, String text, UUID by) {
        set(id, Map.of("choice", choice, "answer", text, "answered_by", by, "answered_at", utc(clock.now())));
    }

    void called(UUID id) {
        jdbc.sql("update retirement.hearing set call = call + 1 where id = ?")
                .param(id)
                .update();
    }

    void decided(UUID id, String decision, String reason) {
        set(id, Map.of("decision", decision, "decision_reason", reason, "decided_at", utc(clock.now())));
    }

    void appealed(UUID id) {
        set(id, Map.of("appealed_at", utc(clock.now())));
    }

    void ruled(UUID id, String ruling, String reason) {
        set(id, Map.of("ruling", ruling, "ruling_reason", reason));
    }

    void note(UUID id, String publicNote, List<UUID> replacements) {
        set(id, Map.of("public_note", publicNote, "replacements", replacements.toArray(UUID[]::new)));
    }

    void executed(UUID id, UUID by) {
        set(id, Map.of("executed_by", by));
    }

    void confirmed(UUID id, UUID by) {
        set(id, Map.of("confirmed_by", by));
    }

    /** Column names are this class's own. */
    private void set(UUID id, Map<String, ?> values) {
        String columns = values.keySet().stream()
                .map(column -> column + " = "
                        + (column.endsWith("_at") || column.equals("due")
                                ? "cast(:" + column + " as timestamptz)"
                                : column.endsWith("_by") ? "cast(:" + column + " as uuid)" : ":" + column))
                .collect(Collectors.joining(", "));
        var statement = jdbc.sql("update retirement.hearing set " + columns + ", updated_at = :now where id = :id")
                .param("id", id)
                .param("now", utc(clock.now()));
        for (Map.Entry<String, ?> value : values.entrySet()) {
            statement = statement.param(value.getKey(), value.getValue());
        }
        statement.update();
    }

    /** Newest first. */
    Page<Hearing> page(Filter filter, PageRequest page) {
        String where =
                """
                 where (:all or owner_id = :person or :person = any(author_ids) or school_id = any(:schools) or collective_id = any(:collectives))
                   and (:all or state <> 'PROPOSED')
                   and (cast(:state as text) is null or state = :state)
                   and (cast(:resource as uuid) is null or resource_id = cast(:resource as uuid))
                   and (cast(:q as text) is null or position(lower(cast(:q as text)) in lower(title)) > 0)
                """;
        Map<String, Object> values = new HashMap<>();
        values.put("all", filter.all());
        values.put("person", filter.personId());
        values.put("schools", filter.schools().toArray(UUID[]::new));
        values.put("collectives", filter.collectives().toArray(UUID[]::new));
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("resource", filter.resourceId());
        values.put("q", filter.q());
        long total = jdbc.sql("select count(*) from retirement.hearing" + where)
                .params(values)
                .query(Long.class)
                .single();
        values.put("after", page.after(0));
        values.put("limit", page.limit() + 1);
        List<Hearing> rows = jdbc.sql(
                        "select * from retirement.hearing" + where
                                + " and (cast(:after as uuid) is null or id < cast(:after as uuid)) order by id desc limit :limit")
                .params(values)
                .query(HearingRows::read)
                .list();
        return Page.cut(rows, page, total, row -> List.of(row.id().toString()));
    }

    private static Hearing read(ResultSet row, int number) throws SQLException {
        return new Hearing(
                row.getObject("id", UUID.class),
                row.getObject("resource_id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                row.getString("title"),
                row.getString("subject"),
                row.getString("stage"),
                Set.of((UUID[]) row.getArray("author_ids").getArray()),
                row.getObject("collective_id", UUID.class),
                row.getString("reason_code"),
                row.getString("reason"),
                row.getObject("nominated_by", UUID.class),
                row.getObject("cycle_id", UUID.class),
                row.getString("explanation"),
                Hearing.State.valueOf(row.getString("state")),
                instant(row, "due"),
                row.getBoolean("collective_asked"),
                row.getString("choice"),
                row.getString("answer"),
                instant(row, "answered_at"),
                row.getInt("call"),
                row.getString("decision"),
                row.getString("decision_reason"),
                instant(row, "decided_at"),
                instant(row, "appealed_at"),
                row.getString("ruling"),
                row.getString("ruling_reason"),
                row.getString("public_note"),
                List.of((UUID[]) row.getArray("replacements").getArray()),
                row.getObject("executed_by", UUID.class),
                row.getObject("confirmed_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
