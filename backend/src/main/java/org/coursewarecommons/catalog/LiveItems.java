package org.coursewarecommons.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Live versions by the few fields that use is booked by: one statement, whose cost is that of its rows. */
@Repository
class LiveItems {

    private final JdbcClient jdbc;
    private final MetadataJson json;

    LiveItems(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.json = new MetadataJson(mapper);
    }

    /** By resource; one without a live version is missing. */
    Map<UUID, LiveItem> of(Collection<UUID> resourceIds) {
        Map<UUID, LiveItem> items = new HashMap<>();
        if (!resourceIds.isEmpty()) {
            jdbc.sql(
                            """
                            select v.resource_id, r.owner_id, r.school_id, coalesce(v.metadata ->> 'subject', '') as subject,
                                   array(select jsonb_array_elements_text(v.metadata -> 'grades')) as grades,
                                   array(select cast(c ->> 'personId' as uuid)
                                           from jsonb_array_elements(v.metadata -> 'contributors') as c
                                          where c ->> 'personId' is not null) as persons
                              from catalog.version v join catalog.resource r on r.id = v.resource_id
                             where v.resource_id = any(:ids) and v.state in ('PUBLISHED', 'PROBATION')
                            """)
                    .param("ids", resourceIds.toArray(UUID[]::new))
                    .query((RowCallbackHandler) row -> {
                        LiveItem item = item(row);
                        items.put(item.resourceId(), item);
                    });
        }
        return items;
    }

    /** In the order of the resources. */
    List<LiveVersion> after(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select v.resource_id, v.kind, v.metadata, v.published_at, r.owner_id, r.school_id,
                               (select min(line.published_at) from catalog.version line
                                 where line.resource_id = v.resource_id and line.major = v.major) as since
                          from catalog.version v join catalog.resource r on r.id = v.resource_id
                         where v.state = 'PUBLISHED' and (cast(:after as uuid) is null or v.resource_id > cast(:after as uuid))
                         order by v.resource_id limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query((row, i) -> version(row))
                .list();
    }

    private LiveVersion version(ResultSet row) throws SQLException {
        ResourceMetadata metadata = json.read(row.getString("metadata"));
        Set<UUID> contributors = new HashSet<>(Set.of(row.getObject("owner_id", UUID.class)));
        Stream.ofNullable(metadata.contributors())
                .flatMap(List::stream)
                .flatMap(contributor -> Stream.ofNullable(contributor.personId()))
                .forEach(contributors::add);
        return new LiveVersion(
                row.getObject("resource_id", UUID.class),
                row.getString("kind"),
                metadata,
                row.getObject("school_id", UUID.class),
                contributors,
                instant(row.getTimestamp("published_at")),
                instant(row.getTimestamp("since")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static LiveItem item(ResultSet row) throws SQLException {
        UUID ownerId = row.getObject("owner_id", UUID.class);
        Set<UUID> contributors = new HashSet<>(List.of((UUID[]) values(row.getArray("persons"))));
        contributors.add(ownerId);
        return new LiveItem(
                row.getObject("resource_id", UUID.class),
                ownerId,
                row.getObject("school_id", UUID.class),
                contributors,
                row.getString("subject"),
                List.of((String[]) values(row.getArray("grades"))));
    }

    private static Object values(Array array) throws SQLException {
        return array.getArray();
    }
}
