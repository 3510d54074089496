package org.coursewarecommons.retirement;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Tombstone;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of tombstones, and what may be shown of them. */
@Repository
class TombstoneRows implements Tombstones {

    private static final String SELECT =
            """
            select t.*, coalesce((select array_agg(s.scope_id order by s.scope_id) from retirement.tombstone_scope s
                                   where s.tombstone_id = t.id), '{}') as scopes
              from retirement.tombstone t
            """;

    private final JdbcClient jdbc;

    TombstoneRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row as it is kept; the minimal form leaves out most of it.
     *
     * @param formerScope the widest level
     */
    record Row(
            UUID id,
            UUID resourceId,
            UUID versionId,
            UUID ownerId,
            UUID schoolId,
            String title,
            @Nullable String type,
            @Nullable String subject,
            List<String> grades,
            String formerScope,
            List<String> scopes,
            @Nullable Instant publishedAt,
            Instant retiredAt,
            String reasonCode,
            @Nullable String publicNote,
            @Nullable UUID decisionId,
            @Nullable String decidedByRole,
            List<UUID> replacements,
            String appealState,
            List<String> sha256,
            Instant retentionUntil,
            @Nullable Instant purgedAt) {

        boolean isMinimal() {
            return ReasonCodes.isMinimal(reasonCode);
        }

        Tombstone shown() {
            boolean minimal = isMinimal();
            return new Tombstone(
                    resourceId,
                    minimal ? null : title,
                    minimal ? null : type,
                    minimal ? null : subject,
                    minimal ? List.of() : grades,
                    minimal ? null : formerScope,
                    minimal ? null : publishedAt,
                    retiredAt,
                    reasonCode,
                    minimal ? null : publicNote,
                    decisionId,
                    decidedByRole,
                    replacements,
                    appealState,
                    minimal ? List.of() : sha256,
                    purgedAt == null ? retentionUntil : null,
                    purgedAt == null && !minimal);
        }

        Standing standing() {
            return new Standing(id, resourceId, versionId, scopes, type, subject, shown());
        }
    }

    void insert(Row row) {
        jdbc.sql(
                        """
                        insert into retirement.tombstone (id, resource_id, version_id, owner_id, school_id, title, type,
                               subject, grades, former_scope, published_at, retired_at, reason_code, minimal, public_note,
                               decision_id, decided_by_role, replacements, appeal_state, sha256, retention_until)
                        values (:id, :resourceId, :versionId, :ownerId, :schoolId, :title, :type,
                               :subject, :grades, :formerScope, :publishedAt, :retiredAt, :reasonCode, :minimal,
                               :publicNote, :decisionId, :decidedByRole, :replacements, :appealState, :sha256,
                               :retentionUntil)
                        """)
                .param("id", row.id())
                .param("resourceId", row.resourceId())
                .param("versionId", row.versionId())
                .param("ownerId", row.ownerId())
                .param("schoolId", row.schoolId())
                .param("title", row.title())
                .param("type", row.type())
                .param("subject", row.subject())
                .param("grades", row.grades().toArray(String[]::new))
                .param("formerScope", row.formerScope())
                .param("publishedAt", utc(row.publishedAt()))
                .param("retiredAt", utc(row.retiredAt()))
                .param("reasonCode", row.reasonCode())
                .param("minimal", row.isMinimal())
                .param("publicNote", row.publicNote())
                .param("decisionId", row.decisionId())
                .param("decidedByRole", row.decidedByRole())
                .param("replacements", row.replacements().toArray(UUID[]::new))
                .param("appealState", row.appealState())
                .param("sha256", row.sha256().toArray(String[]::new))
                .param("retentionUntil", utc(row.retentionUntil()))
                .update();
        scopes(row.id(), row.scopes());
    }

    /** The scopes that the resource had. */
    void scopes(UUID id, Collection<String> scopes) {
        jdbc.sql(
                        """
                        insert into retirement.tombstone_scope (tombstone_id, scope_id)
                        select :id, unnest(:scopes) on conflict do nothing
                        """)
                .param("id", id)
                .param("scopes", scopes.toArray(String[]::new))
                .update();
    }

    void widest(UUID id, String formerScope) {
        jdbc.sql("update retirement.tombstone set former_scope = :scope where id = :id")
                .param("id", id)
                .param("scope", formerScope)
                .update();
    }

    /** The one that stands for a resource. */
    Optional<Row> find(UUID resourceId) {
        return rows(List.of(resourceId)).stream().findFirst();
    }

    /** The same; holds its row. */
    Optional<Row> lock(UUID resourceId) {
        return jdbc.sql(SELECT + " where t.resource_id = ? and t.restored_at is null for update of t")
                .param(resourceId)
                .query(TombstoneRows::read)
                .optional();
    }

    void restored(UUID id, Instant at) {
        jdbc.sql("update retirement.tombstone set restored_at = :at where id = :id")
                .param("id", id)
                .param("at", utc(at))
                .update();
    }

    void purged(UUID id, Instant at) {
        jdbc.sql("update retirement.tombstone set purged_at = :at where id = :id")
                .param("id", id)
                .param("at", utc(at))
                .update();
    }

    @Override
    public Map<UUID, Tombstone> of(Collection<UUID> resourceIds) {
        return rows(resourceIds).stream().collect(Collectors.toMap(Row::resourceId, Row::shown));
    }

    @Override
    public Map<UUID, Standing> standing(Collection<UUID> resourceIds) {
        return rows(resourceIds).stream()
                .map(Row::standing)
                .collect(Collectors.toMap(Standing::resourceId, Function.identity()));
    }

    @Override
    public List<Standing> between(@Nullable Instant from, @Nullable Instant until, @Nullable UUID after, int limit) {
        return jdbc
                .sql(
                        SELECT
                                + """
                         where t.restored_at is null
                           and (cast(:from as timestamptz) is null or t.retired_at >= :from)
                           and (cast(:until as timestamptz) is null or t.retired_at <= :until)
                           and (cast(:after as uuid) is null or t.id > :after)
                         order by t.id limit :limit
                        """)
                .param("from", utc(from))
                .param("until", utc(until))
                .param("after", after)
                .param("limit", limit)
                .query(TombstoneRows::read)
                .list()
                .stream()
                .map(Row::standing)
                .toList();
    }

    @Override
    public long count(@Nullable Instant from, @Nullable Instant until) {
        return jdbc.sql(
                        """
                        select count(*) from retirement.tombstone t
                         where t.restored_at is null
                           and (cast(:from as timestamptz) is null or t.retired_at >= :from)
                           and (cast(:until as timestamptz) is null or t.retired_at <= :until)
                        """)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(Long.class)
                .single();
    }

    private List<Row> rows(Collection<UUID> resourceIds) {
        return jdbc.sql(SELECT + " where t.resource_id = any(?) and t.restored_at is null")
                .param(resourceIds.toArray(UUID[]::new))
                .query(TombstoneRows::read)
                .list();
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("resource_id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                row.getString("title"),
                row.getString("type"),
                row.getString("subject"),
                List.of((String[]) row.getArray("grades").getArray()),
                row.getString("former_scope"),
                List.of((String[]) row.getArray("scopes").getArray()),
                instant(row.getObject("published_at", OffsetDateTime.class)),
                row.getObject("retired_at", OffsetDateTime.class).toInstant(),
                row.getString("reason_code"),
                row.getString("public_note"),
                row.getObject("decision_id", UUID.class),
                row.getString("decided_by_role"),
                ids(row.getArray("replacements")),
                row.getString("appeal_state"),
                List.of((String[]) row.getArray("sha256").getArray()),
                row.getObject("retention_until", OffsetDateTime.class).toInstant(),
                instant(row.getObject("purged_at", OffsetDateTime.class)));
    }

    private static List<UUID> ids(Array array) throws SQLException {
        return List.of((UUID[]) array.getArray());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
