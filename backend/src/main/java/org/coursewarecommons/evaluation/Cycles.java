package org.coursewarecommons.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of cycles and of the configurations they go by. */
@Repository
class Cycles {

    private static final String SELECT =
            """
            select id, term, shadow, state, attempt, configuration, run_id, frozen_on, started_by, started_at,
                   computed_at, closed_at, excluded::text as excluded
              from evaluation.cycle
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    Cycles(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** @return false when the term has such a cycle already */
    boolean insert(UUID id, String term, boolean shadow, LocalDate frozenOn, @Nullable UUID startedBy, UUID runId) {
        EffectConfiguration configuration = EffectConfiguration.first();
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        insert into evaluation.configuration (version, parameters, stored_at)
                        values (:version, cast(:parameters as jsonb), :now) on conflict (version) do nothing
                        """)
                .param("version", configuration.version())
                .param("parameters", json(configuration))
                .param("now", now)
                .update();
        return jdbc.sql(
                                """
                                insert into evaluation.cycle
                                       (id, term, shadow, state, configuration, run_id, frozen_on, started_by, started_at)
                                values (:id, :term, :shadow, 'WAITING', :configuration, :run, :frozen, :by, :now)
                                on conflict (term, shadow) do nothing
                                """)
                        .param("id", id)
                        .param("term", term)
                        .param("shadow", shadow)
                        .param("configuration", configuration.version())
                        .param("run", runId)
                        .param("frozen", frozenOn)
                        .param("by", startedBy)
                        .param("now", now)
                        .update()
                == 1;
    }

    Optional<Cycle> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query((row, i) -> read(row))
                .optional();
    }

    /** @throws IllegalStateException for an id of ours that has no row */
    Cycle get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no cycle " + id));
    }

    /** Newest first. */
    List<Cycle> all() {
        return jdbc.sql(SELECT + " order by started_at desc, id desc limit 100")
                .query((row, i) -> read(row))
                .list();
    }

    void cleaned(UUID id, Map<String, Long> excluded) {
        jdbc.sql("update evaluation.cycle set state = 'CLEANED', excluded = cast(:excluded as jsonb) where id = :id")
                .param("excluded", json(excluded))
                .param("id", id)
                .update();
    }

    void computed(UUID id) {
        jdbc.sql("update evaluation.cycle set state = 'COMPUTED', computed_at = :now where id = :id")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void close(UUID id, Cycle.State state) {
        jdbc.sql("update evaluation.cycle set state = :state, closed_at = :now where id = :id")
                .param("state", state.name())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void restate(UUID id, UUID runId) {
        jdbc.sql("update evaluation.cycle set attempt = 2, state = 'WAITING', run_id = :run where id = :id")
                .param("run", runId)
                .param("id", id)
                .update();
    }

    String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Cycle read(ResultSet row) throws SQLException {
        return new Cycle(
                row.getObject("id", UUID.class),
                row.getString("term"),
                row.getBoolean("shadow"),
                Cycle.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getString("configuration"),
                row.getObject("run_id", UUID.class),
                row.getObject("frozen_on", LocalDate.class),
                row.getObject("started_by", UUID.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "computed_at"),
                instant(row, "closed_at"),
                row.getString("excluded"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
