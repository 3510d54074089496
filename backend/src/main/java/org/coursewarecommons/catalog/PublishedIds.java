package org.coursewarecommons.catalog;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which resources have a live version: page by page in the order of their ids, so that nobody has to hold them all. */
@Repository
class PublishedIds {

    private final JdbcClient jdbc;

    PublishedIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String[] LIVE = {"PUBLISHED", "PROBATION"};
    /** What is superseded can still be read and, if asked for, be found. */
    private static final String[] FINDABLE = {"PUBLISHED", "PROBATION", "SUPERSEDED"};

    List<UUID> after(@Nullable UUID after, int limit) {
        return after(LIVE, after, limit);
    }

    List<UUID> findable(@Nullable UUID after, int limit) {
        return after(FINDABLE, after, limit);
    }

    List<UUID> after(UUID schoolId, @Nullable UUID after, int limit) {
        return after(LIVE, schoolId, after, limit);
    }

    List<UUID> findable(UUID schoolId, @Nullable UUID after, int limit) {
        return after(FINDABLE, schoolId, after, limit);
    }

    Set<UUID> among(Collection<UUID> resourceIds) {
        return among(LIVE, resourceIds);
    }

    Set<UUID> findable(Collection<UUID> resourceIds) {
        return among(FINDABLE, resourceIds);
    }

    private List<UUID> after(String[] states, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select resource_id from catalog.version
                         where state = any(:states)
                           and (cast(:after as uuid) is null or resource_id > cast(:after as uuid))
                         order by resource_id limit :limit
                        """)
                .param("states", states)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private List<UUID> after(String[] states, UUID schoolId, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select r.id from catalog.resource r
                         where r.school_id = :school
                           and (cast(:after as uuid) is null or r.id > cast(:after as uuid))
                           and exists (select 1 from catalog.version v
                                        where v.resource_id = r.id and v.state = any(:states))
                         order by r.id limit :limit
                        """)
                .param("states", states)
                .param("school", schoolId)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private Set<UUID> among(String[] states, Collection<UUID> resourceIds) {
        return Set.copyOf(jdbc.sql(
                        "select resource_id from catalog.version where state = any(:states) and resource_id = any(:ids)")
                .param("states", states)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private record Since(UUID resourceId, OffsetDateTime since) {}

    /** Since when their present major versions are live, whatever minor versions followed. */
    Map<UUID, Instant> liveSince(Collection<UUID> resourceIds) {
        return jdbc
                .sql(
                        """
                        select v.resource_id, min(line.published_at) as since
                          from catalog.version v
                          join catalog.version line on line.resource_id = v.resource_id and line.major = v.major
                         where v.state in ('PUBLISHED', 'PROBATION') and v.resource_id = any(:ids) and line.published_at is not null
                         group by v.resource_id
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(Since.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Since::resourceId, row -> row.since().toInstant()));
    }
}
