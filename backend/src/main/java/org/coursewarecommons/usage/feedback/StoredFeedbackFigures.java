package org.coursewarecommons.usage.feedback;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.usage.FeedbackFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counted from the messages. */
@Component
class StoredFeedbackFigures implements FeedbackFigures {

    private final JdbcClient jdbc;

    StoredFeedbackFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Defects(UUID resourceId, int defects) {}

    @Override
    public Map<UUID, Integer> openDefects(Collection<UUID> resourceIds) {
        return jdbc
                .sql(
                        """
                        select resource_id, count(*) as defects from usage.message
                         where defect = 'CONFIRMED' and resource_id = any(:ids) group by resource_id
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(Defects.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Defects::resourceId, Defects::defects));
    }

    @Override
    public Map<UUID, Integer> openDefects(Collection<UUID> resourceIds, Instant at) {
        return jdbc
                .sql(
                        """
                        select resource_id, count(*) as defects from usage.defect
                         where resource_id = any(:ids) and confirmed_at < :at and (ended_at is null or ended_at >= :at)
                         group by resource_id
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Defects.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Defects::resourceId, Defects::defects));
    }

    @Override
    public List<Requested> requests(Instant from, Instant until) {
        return jdbc.sql(
                        """
                        select subject, coalesce(grade, '') as grade, count(*) as requests from usage.message
                         where topic = 'REQUEST' and subject is not null
                           and created_at >= :from and created_at < :until
                         group by subject, coalesce(grade, '') order by requests desc, subject, grade
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Requested.class)
                .list();
    }
}
