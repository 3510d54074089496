package org.coursewarecommons.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Frozen results: one row a resource and attempt, with what went in and why. */
@Repository
class Results implements EffectIndex {

    private static final int CHUNK = 1000;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    Results(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** What the cycles before said of a resource. */
    record Before(int lowStreak, boolean promotedLately, Instant computedAt) {}

    /** @param configuration version of the numbers it was made with; @param verdict as stored */
    record Row(UUID resourceId, UUID cycleId, String term, String configuration, int attempt, Verdict verdict) {}

    /** Replaces what an earlier try of the attempt left. */
    void replace(Cycle cycle, List<Verdict> verdicts) {
        jdbc.sql("delete from evaluation.result where cycle_id = :cycle and attempt = :attempt")
                .param("cycle", cycle.id())
                .param("attempt", cycle.attempt())
                .update();
        for (int from = 0; from < verdicts.size(); from += CHUNK) {
            insert(cycle, verdicts.subList(from, Math.min(verdicts.size(), from + CHUNK)));
        }
    }

    private void insert(Cycle cycle, List<Verdict> verdicts) {
        jdbc.sql(
                        """
                        insert into evaluation.result (cycle_id, attempt, resource_id, proposal, rule_no, deferred, effect,
                               low_streak, explanation)
                        select :cycle, :attempt, id, proposal, rule, deferred, effect, low,
                               cast(explanation as jsonb)
                          from unnest(:ids, :proposals, :rules, :deferred, :effects, :lows, :explanations)
                               as r (id, proposal, rule, deferred, effect, low, explanation)
                        """)
                .param("cycle", cycle.id())
                .param("attempt", cycle.attempt())
                .param("ids", each(verdicts, Verdict::resourceId).toArray(UUID[]::new))
                .param("proposals", each(verdicts, Verdict::proposal).toArray(String[]::new))
                .param("rules", each(verdicts, Verdict::rule).toArray(Integer[]::new))
                .param("deferred", each(verdicts, Verdict::deferred).toArray(Boolean[]::new))
                .param("effects", effects(verdicts))
                .param("lows", each(verdicts, Verdict::lowStreak).toArray(Integer[]::new))
                .param("explanations", each(verdicts, this::json).toArray(String[]::new))
                .update();
    }

    /** By resource, from the published cycles of earlier terms; the latest of each resource. */
    Map<UUID, Before> before(String term) {
        Map<UUID, Before> before = new HashMap<>();
        jdbc.sql(
                        """
                        with past as (
                            select id, attempt, computed_at, row_number() over (order by term desc) as place
                              from evaluation.cycle where state = 'PUBLISHED' and term < :term)
                        select distinct on (r.resource_id) r.resource_id, p.computed_at,
                               case when p.place = 1 then r.low_streak else 0 end as low_streak,
                               exists (select 1 from evaluation.result e join past q on q.id = e.cycle_id
                                         and q.attempt = e.attempt and q.place <= 2
                                        where e.resource_id = r.resource_id and e.proposal = 'PROMOTE') as promoted
                          from evaluation.result r join past p on p.id = r.cycle_id and p.attempt = r.attempt
                         order by r.resource_id, p.place
                        """)
                .param("term", term)
                .query((RowCallbackHandler) row -> before.put(
                        row.getObject("resource_id", UUID.class),
                        new Before(
                                row.getInt("low_streak"),
                                row.getBoolean("promoted"),
                                row.getObject("computed_at", OffsetDateTime.class)
                                        .toInstant())));
        return before;
    }

    /** How many results there are of each proposal. */
    Map<String, Long> counts(Cycle cycle) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql(
                        """
                        select proposal, count(*) as items from evaluation.result
                         where cycle_id = :cycle and attempt = :attempt group by proposal
                        """)
                .param("cycle", cycle.id())
                .param("attempt", cycle.attempt())
                .query((RowCallbackHandler) row -> counts.put(row.getString("proposal"), row.getLong("items")));
        return counts;
    }

    /** In the order of the resources. @param proposal null for all */
    List<Row> ofCycle(Cycle cycle, @Nullable String proposal, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select resource_id, explanation::text as explanation from evaluation.result
                         where cycle_id = :cycle and attempt = :attempt
                           and (cast(:proposal as text) is null or proposal = :proposal)
                           and (cast(:after as uuid) is null or resource_id > cast(:after as uuid))
                         order by resource_id limit :limit
                        """)
                .param("cycle", cycle.id())
                .param("attempt", cycle.attempt())
                .param("proposal", proposal)
                .param("after", after)
                .param("limit", limit)
                .query((row, i) -> new Row(
                        row.getObject("resource_id", UUID.class),
                        cycle.id(),
                        cycle.term(),
                        cycle.configuration(),
                        cycle.attempt(),
                        verdict(row.getString("explanation"))))
                .list();
    }

    /** Published results of a resource, newest first. */
    List<Row> ofResource(UUID resourceId) {
        return jdbc.sql(
                        """
                        select r.resource_id, c.id, c.term, c.configuration, r.attempt, r.explanation::text as explanation
                          from evaluation.result r join evaluation.cycle c on c.id = r.cycle_id and c.attempt = r.attempt
                         where r.resource_id = :id and c.state = 'PUBLISHED' order by c.term desc limit 40
                        """)
                .param("id", resourceId)
                .query((row, i) -> new Row(
                        resourceId,
                        row.getObject("id", UUID.class),
                        row.getString("term"),
                        row.getString("configuration"),
                        row.getInt("attempt"),
                        verdict(row.getString("explanation"))))
                .list();
    }

    @Override
    public Map<UUID, Effect> of(Collection<UUID> resourceIds) {
        Map<UUID, Effect> effects = new HashMap<>();
        if (!resourceIds.isEmpty()) {
            jdbc.sql(
                            """
                            select distinct on (r.resource_id) r.resource_id, r.effect, c.term
                              from evaluation.result r
                              join evaluation.cycle c on c.id = r.cycle_id and c.attempt = r.attempt
                             where r.resource_id = any(:ids) and c.state = 'PUBLISHED' and r.effect is not null
                             order by r.resource_id, c.term desc
                            """)
                    .param("ids", resourceIds.toArray(UUID[]::new))
                    .query((RowCallbackHandler) row -> effects.put(
                            row.getObject("resource_id", UUID.class),
                            new Effect(row.getDouble("effect"), row.getString("term"))));
        }
        return effects;
    }

    @Override
    public List<UUID> known(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select distinct r.resource_id
                          from evaluation.result r
                          join evaluation.cycle c on c.id = r.cycle_id and c.attempt = r.attempt
                         where c.state = 'PUBLISHED' and r.effect is not null
                           and (cast(:after as uuid) is null or r.resource_id > cast(:after as uuid))
                         order by r.resource_id limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private static Double[] effects(List<Verdict> verdicts) {
        Double[] effects = new Double[verdicts.size()];
        for (int i = 0; i < effects.length; i++) {
            EffectScore score = verdicts.get(i).score();
            effects[i] = score == null ? null : Double.valueOf(score.index());
        }
        return effects;
    }

    private static <T> List<T> each(List<Verdict> verdicts, Function<Verdict, T> value) {
        return verdicts.stream().map(value).toList();
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Verdict verdict(String json) {
        try {
            return mapper.readValue(json, Verdict.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored result can't be read", broken);
        }
    }
}
