package org.coursewarecommons.catalog;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredPublicationLog implements PublicationLog {

    private final JdbcClient jdbc;

    StoredPublicationLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Published> between(Instant from, Instant until) {
        return jdbc.sql(
                        """
                        select v.resource_id, r.school_id, coalesce(v.metadata ->> 'title', '') as title,
                               v.metadata ->> 'subject' as subject, v.published_at,
                               not exists (select 1 from catalog.version e
                                            where e.resource_id = v.resource_id and e.published_at < v.published_at) as first
                          from catalog.version v join catalog.resource r on r.id = v.resource_id
                         where v.published_at >= :from and v.published_at < :until
                         order by v.published_at, v.resource_id
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Published(
                        row.getObject("resource_id", UUID.class),
                        row.getObject("school_id", UUID.class),
                        row.getString("title"),
                        row.getString("subject"),
                        row.getBoolean("first"),
                        row.getObject("published_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Map<UUID, Known> known(Collection<UUID> resourceIds) {
        return jdbc
                .sql(
                        """
                        select distinct on (r.id) r.id as resource_id, r.school_id,
                               coalesce(v.metadata ->> 'title', '') as title, v.metadata ->> 'subject' as subject
                          from catalog.resource r join catalog.version v on v.resource_id = r.id
                         where r.id = any(:ids) order by r.id, v.published_at desc nulls last
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(Known.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Known::resourceId, Function.identity()));
    }
}
