package org.coursewarecommons.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of resources and their versions. */
@Repository
class Versions {

    private static final String SELECT =
            """
            select v.*, r.owner_id, r.school_id
              from catalog.version v join catalog.resource r on r.id = v.resource_id
            """;

    private final JdbcClient jdbc;
    private final MetadataJson json;
    private final DomainClock clock;

    Versions(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.json = new MetadataJson(mapper);
        this.clock = clock;
    }

    void insertResource(UUID id, UUID ownerId, UUID schoolId) {
        jdbc.sql("insert into catalog.resource (id, owner_id, school_id, created_at) values (?, ?, ?, ?)")
                .params(id, ownerId, schoolId, clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    void insert(
            UUID id,
            UUID resourceId,
            int major,
            int minor,
            String kind,
            @Nullable String changed,
            ResourceMetadata metadata) {
        var now = clock.now().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        insert into catalog.version (id, resource_id, major, minor, kind, changed, state, metadata, created_at, updated_at)
                        values (:id, :resourceId, :major, :minor, :kind, :changed, 'DRAFT', jsonb_strip_nulls(cast(:metadata as jsonb)), :now, :now)
                        """)
                .param("id", id)
                .param("resourceId", resourceId)
                .param("major", major)
                .param("minor", minor)
                .param("kind", kind)
                .param("changed", changed)
                .param("metadata", json.write(metadata))
                .param("now", now)
                .update();
    }

    Optional<VersionRow> find(UUID id) {
        return jdbc.sql(SELECT + " where v.id = ?").param(id).query(this::row).optional();
    }

    /** Those of the ids that may be referred to: what was published once, and the owner's own. */
    Set<UUID> referable(Collection<UUID> resourceIds, UUID ownerId) {
        return resourceIds.isEmpty()
                ? Set.of()
                : jdbc.sql(
                                """
                                select r.id from catalog.resource r where r.id = any(:ids)
                                   and (r.owner_id = :ownerId
                                        or exists (select 1 from catalog.version v
                                                    where v.resource_id = r.id and v.published_at is not null))
                                """)
                        .param("ids", resourceIds.toArray(UUID[]::new))
                        .param("ownerId", ownerId)
                        .query(UUID.class)
                        .set();
    }

    /** Newest first. */
    List<VersionRow> ofResource(UUID resourceId) {
        return jdbc.sql(SELECT + " where v.resource_id = ? order by v.major desc, v.minor desc")
                .param(resourceId)
                .query(this::row)
                .list();
    }

    /** What a resource's versions are, newest first, without their metadata; by resource id. */
    Map<UUID, List<VersionMark>> marks(Collection<UUID> resourceIds) {
        return jdbc
                .sql(
                        """
                        select resource_id, id, major || '.' || minor as number, state from catalog.version
                         where resource_id = any(?) order by major desc, minor desc
                        """)
                .param(resourceIds.toArray(UUID[]::new))
                .query(VersionMark.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(VersionMark::resourceId));
    }

    /** Those that are live: published, or so still while their hearing runs. */
    List<VersionRow> published(Collection<UUID> resourceIds) {
        return jdbc.sql(SELECT + " where v.resource_id = any(?) and v.state in ('PUBLISHED', 'PROBATION')")
                .param(resourceIds.toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /** The live ones and the superseded ones. */
    List<VersionRow> findable(Collection<UUID> resourceIds) {
        return jdbc.sql(SELECT
                        + " where v.resource_id = any(?) and v.state in ('PUBLISHED', 'PROBATION', 'SUPERSEDED')")
                .param(resourceIds.toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /** Those that a new published version takes the place of. */
    List<VersionRow> standing(UUID resourceId) {
        return jdbc.sql(
                        SELECT
                                + """
                         where v.resource_id = ?
                           and v.state in ('PUBLISHED', 'PROBATION', 'SUSPENDED', 'SUPERSEDED', 'RETIRED')
                        """)
                .param(resourceId)
                .query(this::row)
                .list();
    }

    /** Latest versions of somebody's resources, newest resource first. */
    List<VersionRow> ofOwner(UUID ownerId, @Nullable VersionState state, PageRequest page) {
        return jdbc.sql(
                        SELECT
                                + """
                         where r.owner_id = :ownerId
                           and (cast(:after as uuid) is null or r.id < cast(:after as uuid))
                           and (cast(:state as text) is null or v.state = :state)
                           and not exists (select 1 from catalog.version n where n.resource_id = v.resource_id
                                            and (n.major, n.minor) > (v.major, v.minor))
                         order by r.id desc limit :limit
                        """)
                .param("ownerId", ownerId)
                .param("after", page.after(0))
                .param("state", state == null ? null : state.name())
                .param("limit", page.limit() + 1)
                .query(this::row)
                .list();
    }

    long countOfOwner(UUID ownerId, @Nullable VersionState state) {
        return jdbc.sql(
                        """
                        select count(*) from catalog.version v join catalog.resource r on r.id = v.resource_id
                         where r.owner_id = :ownerId and (cast(:state as text) is null or v.state = :state)
                           and not exists (select 1 from catalog.version n where n.resource_id = v.resource_id
                                            and (n.major, n.minor) > (v.major, v.minor))
                        """)
                .param("ownerId", ownerId)
                .param("state", state == null ? null : state.name())
                .query(Long.class)
                .single();
    }

    /** Holds the row until the transaction ends. */
    Optional<VersionRow> lock(UUID id) {
        return jdbc.sql(SELECT + " where v.id = ? for update of v")
                .param(id)
                .query(this::row)
                .optional();
    }

    /** Notes a change of what hangs on a version (its files). */
    void touch(UUID id) {
        jdbc.sql("update catalog.version set revision = revision + 1, updated_at = ? where id = ?")
                .params(clock.now().atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void updateMetadata(UUID id, ResourceMetadata metadata) {
        jdbc.sql(
                        "update catalog.version set metadata = jsonb_strip_nulls(cast(? as jsonb)), revision = revision + 1, updated_at = ? where id = ?")
                .params(json.write(metadata), clock.now().atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void move(UUID id, VersionState state, @Nullable String phase) {
        jdbc.sql(
                        "update catalog.version set state = :state, phase = :phase, revision = revision + 1, updated_at = :now where id = :id")
                .param("state", state.name())
                .param("phase", phase)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void markPublished(UUID id, boolean recommended) {
        jdbc.sql("update catalog.version set published_at = ?, recommended = ? where id = ?")
                .params(clock.now().atOffset(ZoneOffset.UTC), recommended, id)
                .update();
    }

    /** What another system knew of a version's past; the resource is as old as its oldest version. */
    void record(UUID id, RecordedState recorded) {
        jdbc.sql(
                        """
                        update catalog.version
                           set recommended = :recommended, published_at = cast(:publishedAt as timestamptz),
                               created_at = coalesce(cast(:createdAt as timestamptz), created_at)
                         where id = :id
                        """)
                .param("id", id)
                .param("recommended", recorded.recommended())
                .param("publishedAt", time(recorded.publishedAt()))
                .param("createdAt", time(recorded.createdAt()))
                .update();
        jdbc.sql(
                        """
                        update catalog.resource r
                           set created_at = (select min(created_at) from catalog.version where resource_id = r.id)
                         where r.id = (select resource_id from catalog.version where id = :id)
                        """)
                .param("id", id)
                .update();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** All versions of resources, oldest first. */
    List<VersionRow> ofResources(Collection<UUID> resourceIds) {
        return jdbc.sql(SELECT + " where v.resource_id = any(?) order by v.resource_id, v.major, v.minor")
                .param(resourceIds.toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /** Resources in the order of their ids. @param ownerId null: anybody's; @param schoolId null: any school's */
    List<UUID> resources(@Nullable UUID ownerId, @Nullable UUID schoolId, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select id from catalog.resource
                         where (cast(:ownerId as uuid) is null or owner_id = :ownerId)
                           and (cast(:schoolId as uuid) is null or school_id = :schoolId)
                           and (cast(:after as uuid) is null or id > :after)
                         order by id limit :limit
                        """)
                .param("ownerId", ownerId)
                .param("schoolId", schoolId)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void delete(UUID id) {
        jdbc.sql("delete from catalog.version where id = ?").param(id).update();
    }

    void deleteResourceWithoutVersions(UUID resourceId) {
        jdbc.sql(
                        """
                        delete from catalog.resource r where r.id = ?
                           and not exists (select 1 from catalog.version v where v.resource_id = r.id)
                        """)
                .param(resourceId)
                .update();
    }

    private VersionRow row(ResultSet rs, int index) throws SQLException {
        return new VersionRow(
                rs.getObject("id", UUID.class),
                rs.getObject("resource_id", UUID.class),
                rs.getInt("major"),
                rs.getInt("minor"),
                rs.getString("kind"),
                rs.getString("changed"),
                VersionState.valueOf(rs.getString("state")),
                rs.getString("phase"),
                json.read(rs.getString("metadata")),
                rs.getBoolean("recommended"),
                rs.getLong("revision"),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("updated_at").toInstant(),
                instant(rs.getTimestamp("published_at")),
                rs.getObject("owner_id", UUID.class),
                rs.getObject("school_id", UUID.class));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
