package org.coursewarecommons.review;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredReviewRecords implements ReviewRecords {

    private final JdbcClient jdbc;

    StoredReviewRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Composite(UUID resourceId, double composite) {}

    @Override
    public Map<UUID, Double> composites(Collection<UUID> resourceIds) {
        return jdbc
                .sql(
                        """
                        select distinct on (resource_id) resource_id, cast(composite as double precision) as composite
                          from review.submission
                         where resource_id = any(:ids) and state = 'PUBLISHED' and composite is not null
                         order by resource_id, updated_at desc
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(Composite.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Composite::resourceId, Composite::composite));
    }

    @Override
    public List<Reviewed> reviewers(Collection<UUID> resourceIds) {
        return jdbc.sql(
                        """
                        select distinct s.resource_id, h.reviewer_id as person_id
                          from review.submission s join review.score_sheet h on h.submission_id = s.id
                         where s.resource_id = any(:ids)
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(Reviewed.class)
                .list();
    }
}
