package org.coursewarecommons.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredReviewScores implements ReviewScores {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    StoredReviewScores(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    @Override
    public List<Sheet> of(Collection<UUID> resourceIds) {
        return jdbc.sql(
                        """
                        with last as (
                            select distinct on (resource_id) id, resource_id, round,
                                   cast(composite as double precision) as composite
                              from review.submission
                             where resource_id = any(:ids) and state = 'PUBLISHED' and composite is not null
                             order by resource_id, updated_at desc)
                        select l.resource_id, l.composite, h.form, cast(h.form_score as double precision) as points,
                               h.scores::text as scores
                          from last l join review.score_sheet h on h.submission_id = l.id and h.round = l.round
                         where not exists (select 1 from review.score_sheet n where n.based_on_task_id = h.task_id)
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query((row, number) -> new Sheet(
                        row.getObject("resource_id", UUID.class),
                        row.getDouble("composite"),
                        row.getString("form"),
                        row.getDouble("points"),
                        scores(row.getString("scores"))))
                .list();
    }

    private Map<String, Integer> scores(String json) {
        try {
            return mapper.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored sheet can't be read", broken);
        }
    }
}
