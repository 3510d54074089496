package org.coursewarecommons.review;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredReviewFigures implements ReviewFigures {

    private final JdbcClient jdbc;

    StoredReviewFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<BySchool> submitted(Instant from, Instant until) {
        return jdbc.sql(
                        """
                        select school_id, count(*) as submissions,
                               count(*) filter (where state = 'PUBLISHED') as accepted,
                               count(*) filter (where state in ('PUBLISHED', 'REJECTED')) as decided,
                               coalesce(cast(sum(extract(epoch from updated_at - created_at) / 86400)
                                   filter (where state in ('PUBLISHED', 'REJECTED')) as double precision), 0) as days
                          from review.submission s
                         where created_at >= :from and created_at < :until
                           and not exists (select 1 from review.timeline t
                                            where t.submission_id = s.id and t.event = 'taken-over')
                         group by school_id
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(BySchool.class)
                .list();
    }
}
