package org.coursewarecommons.review;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    @Override
    public List<Times> times(Map<UUID, String> groups, Instant from, Instant until) {
        List<Map.Entry<UUID, String>> schools = List.copyOf(groups.entrySet());
        return jdbc.sql(
                        """
                        with own as (
                            select g.name as "group", s.level, s.state in ('PUBLISHED', 'REJECTED') as decided,
                                   s.state in ('SUBMITTED', 'REVISION_REQUESTED') as open,
                                   cast(extract(epoch from s.updated_at - s.created_at) / 86400 as double precision) as days
                              from review.submission s
                              join unnest(:schools, :groups) as g (school, name) on g.school = s.school_id
                             where s.created_at >= :from and s.created_at < :until
                               and not exists (select 1 from review.timeline t
                                                where t.submission_id = s.id and t.event = 'taken-over'))
                        select "group", level, count(*) as submissions, count(*) filter (where decided) as decided,
                               count(*) filter (where open) as open,
                               percentile_cont(0.5) within group (order by days) filter (where decided) as median_days,
                               percentile_cont(0.9) within group (order by days) filter (where decided) as slow_days
                          from own group by grouping sets (("group", level), ("group"), (level), ())
                         order by "group" nulls first, level nulls first
                        """)
                .param("schools", schools.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .param("groups", schools.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Times.class)
                .list();
    }
}
