package org.coursewarecommons.sharing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of requests for a wider scope, with what was said and what happened. */
@Repository
class ScopeRequestRows {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    ScopeRequestRows(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What one steward said. */
    record Consent(int position, UUID personId, boolean consents, String reason, Instant decidedAt) {}

    /** One line of what happened. */
    record Entry(Instant at, String event, @Nullable String detail) {}

    /**
     * What a list is narrowed to: requests whose owner or requester it is, of the school, or for one of the collectives;
     * {@code all} for whoever watches over all.
     */
    record Filter(
            UUID personId,
            @Nullable UUID schoolId,
            List<UUID> collectiveIds,
            boolean all,
            ScopeRequest.@Nullable State state,
            @Nullable UUID resourceId) {}

    /** @throws org.springframework.dao.DuplicateKeyException when one is open for the resource */
    void insert(ScopeRequest request) {
        jdbc.sql(
                        """
                        insert into sharing.scope_request (id, resource_id, version_id, owner_id, school_id, requester_id,
                               level, collective_ids, state, note, created_at, updated_at)
                        values (:id, :resourceId, :versionId, :ownerId, :schoolId, :requesterId,
                               :level, :collectiveIds, :state, :note, :now, :now)
                        """)
                .param("id", request.id())
                .param("resourceId", request.resourceId())
                .param("versionId", request.versionId())
                .param("ownerId", request.ownerId())
                .param("schoolId", request.schoolId())
                .param("requesterId", request.requesterId())
                .param("level", request.wider().level().name())
                .param("collectiveIds", request.wider().collectiveIds().toArray(UUID[]::new))
                .param("state", request.state().name())
                .param("note", request.note())
                .param("now", utc(request.createdAt()))
                .update();
    }

    Optional<ScopeRequest> find(UUID id) {
        return jdbc.sql("select * from sharing.scope_request where id = :id")
                .param("id", id)
                .query(ScopeRequestRows::read)
                .optional();
    }

    /** Holds the row until the transaction ends. */
    ScopeRequest lock(UUID id) {
        return jdbc.sql("select * from sharing.scope_request where id = :id for update")
                .param("id", id)
                .query(ScopeRequestRows::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    List<UUID> openOf(UUID resourceId) {
        return jdbc.sql(
                        "select id from sharing.scope_request where resource_id = :id and state in ('CONSENT', 'REVIEW')")
                .param("id", resourceId)
                .query(UUID.class)
                .list();
    }

    Page<ScopeRequest> page(Filter filter, PageRequest page) {
        String from =
                """
                  from sharing.scope_request
                 where (:all or owner_id = :personId or requester_id = :personId
                        or school_id = cast(:schoolId as uuid) or collective_ids && :collectiveIds)
                   and (cast(:state as text) is null or state = :state)
                   and (cast(:resourceId as uuid) is null or resource_id = :resourceId)
                """;
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("all", filter.all());
        values.put("personId", filter.personId());
        values.put("schoolId", filter.schoolId());
        values.put("collectiveIds", filter.collectiveIds().toArray(UUID[]::new));
        values.put("state", filter.state() == null ? null : filter.state().name());
        values.put("resourceId", filter.resourceId());
        List<ScopeRequest> rows = jdbc.sql("select *" + from
                        + " and (cast(:after as uuid) is null or id < :after) order by id desc limit :limit")
                .params(values)
                .param("after", Cursor.id(page))
                .param("limit", page.limit() + 1)
                .query(ScopeRequestRows::read)
                .list();
        long total = jdbc.sql("select count(*)" + from)
                .params(values)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, request -> List.of(request.id().toString()));
    }

    void move(UUID id, ScopeRequest.State state, @Nullable String refusedBy) {
        jdbc.sql(
                        """
                        update sharing.scope_request set state = :state, refused_by = :refusedBy, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("state", state.name())
                .param("refusedBy", refusedBy)
                .param("now", utc(clock.now()))
                .update();
    }

    void missing(UUID id, List<String> levels) {
        jdbc.sql("update sharing.scope_request set missing_levels = :levels, updated_at = :now where id = :id")
                .param("id", id)
                .param("levels", levels.toArray(String[]::new))
                .param("now", utc(clock.now()))
                .update();
    }

    void reviewed(UUID id, @Nullable UUID submissionId, @Nullable Boolean passed) {
        jdbc.sql(
                        """
                        update sharing.scope_request
                           set submission_id = coalesce(:submissionId, submission_id),
                               review_passed = coalesce(:passed, review_passed), updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("submissionId", submissionId)
                .param("passed", passed)
                .param("now", utc(clock.now()))
                .update();
    }

    void consent(UUID id, int position, UUID personId, boolean consents, String reason) {
        jdbc.sql("insert into sharing.scope_consent values (:id, :position, :personId, :consents, :reason, :now)")
                .param("id", id)
                .param("position", position)
                .param("personId", personId)
                .param("consents", consents)
                .param("reason", reason)
                .param("now", utc(clock.now()))
                .update();
    }

    List<Consent> consents(UUID id) {
        return jdbc.sql("select * from sharing.scope_consent where request_id = :id order by position")
                .param("id", id)
                .query((row, i) -> new Consent(
                        row.getInt("position"),
                        row.getObject("person_id", UUID.class),
                        row.getBoolean("consents"),
                        row.getString("reason"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void tell(UUID id, String event, @Nullable String detail) {
        jdbc.sql("insert into sharing.scope_timeline values (:id, :requestId, :now, :event, :detail)")
                .param("id", Ids.next())
                .param("requestId", id)
                .param("now", utc(clock.now()))
                .param("event", event)
                .param("detail", detail)
                .update();
    }

    List<Entry> timeline(UUID id) {
        return jdbc.sql("select at, event, detail from sharing.scope_timeline where request_id = :id order by id")
                .param("id", id)
                .query((row, i) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("event"),
                        row.getString("detail")))
                .list();
    }

    private static ScopeRequest read(ResultSet row, int i) throws SQLException {
        Array missing = row.getArray("missing_levels");
        return new ScopeRequest(
                row.getObject("id", UUID.class),
                row.getObject("resource_id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                row.getObject("requester_id", UUID.class),
                new TargetScope(TargetScope.Level.valueOf(row.getString("level")), List.of((UUID[])
                        row.getArray("collective_ids").getArray())),
                ScopeRequest.State.valueOf(row.getString("state")),
                missing == null ? null : List.of((String[]) missing.getArray()),
                row.getObject("submission_id", UUID.class),
                row.getObject("review_passed", Boolean.class),
                row.getString("refused_by"),
                row.getString("note"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
