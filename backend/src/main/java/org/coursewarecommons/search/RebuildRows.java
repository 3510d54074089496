package org.coursewarecommons.search;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rebuilds, and whose turn it is. Leases go by the wall clock. */
@Repository
class RebuildRows {

    /** Longer than any one request to the engine takes. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final String COLUMNS =
            """
            select id, state, phase, generation, target, source, compare, cursor, total, done, refused, work_millis,
                   comparison, requested_at, started_at, switched_at, finished_at, cancel_requested, attempts,
                   last_error, claim
              from search.rebuild
            """;

    private final JdbcClient jdbc;
    private final LiveIndex live;

    RebuildRows(JdbcClient jdbc, LiveIndex live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    /** Empty when another one is running. @param personId null: the system itself */
    Optional<Rebuild> insert(UUID id, boolean compare, @Nullable UUID personId) {
        LiveIndex.Live current = live.current();
        // A name is never used twice: what is left of an earlier try must not count as built.
        long generation = jdbc.sql("select greatest(:live, coalesce(max(generation), 0)) + 1 from search.rebuild")
                .param("live", current.generation())
                .query(Long.class)
                .single();
        int inserted = jdbc.sql(
                        """
                        insert into search.rebuild
                               (id, state, phase, generation, target, source, compare, requested_by, requested_at)
                        values (:id, 'RUNNING', 'SCAN', :generation, :target, :source, :compare, :person, :now)
                        on conflict ((true)) where state = 'RUNNING' do nothing
                        """)
                .param("id", id)
                .param("generation", generation)
                .param("target", live.name(generation))
                .param("source", current.name())
                .param("compare", compare)
                .param("person", personId)
                .param("now", now())
                .update();
        return inserted == 0 ? Optional.empty() : find(id);
    }

    Optional<Rebuild> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(Rebuild.class)
                .optional();
    }

    Optional<Rebuild> running() {
        return jdbc.sql(COLUMNS + " where state = 'RUNNING'")
                .query(Rebuild.class)
                .optional();
    }

    /** The latest first. */
    List<Rebuild> latest(int limit) {
        return jdbc.sql(COLUMNS + " order by requested_at desc limit :limit")
                .param("limit", limit)
                .query(Rebuild.class)
                .list();
    }

    /** @return false when it is over, or has switched already */
    boolean requestCancel(UUID id) {
        return jdbc.sql(
                                """
                        update search.rebuild set cancel_requested = true
                         where id = :id and state = 'RUNNING' and switched_at is null
                        """)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The running one, unless somebody is at it. */
    Optional<Rebuild> claim() {
        UUID claim = UUID.randomUUID();
        int claimed = jdbc.sql(
                        """
                        update search.rebuild
                           set claim = :claim, claimed_until = :until, attempts = attempts + 1,
                               started_at = coalesce(started_at, :now)
                         where state = 'RUNNING' and (claimed_until is null or claimed_until < :now)
                        """)
                .param("claim", claim)
                .param("until", until(LEASE))
                .param("now", now())
                .update();
        return claimed == 0 ? Optional.empty() : running().filter(mine -> claim.equals(mine.claim()));
    }

    /** Notes how far it is, and keeps the claim. @return false when it is cancelled or somebody else's by now */
    boolean advance(Rebuild rebuild) {
        return jdbc.sql(
                                """
                        update search.rebuild
                           set phase = :phase, cursor = :cursor, total = :total, done = :done, refused = :refused,
                               work_millis = :workMillis, comparison = :comparison, claimed_until = :until,
                               last_error = null
                         where id = :id and claim = :claim and state = 'RUNNING' and not cancel_requested
                        """)
                        .param("phase", rebuild.phase().name())
                        .param("cursor", rebuild.cursor())
                        .param("total", rebuild.total())
                        .param("done", rebuild.done())
                        .param("refused", rebuild.refused())
                        .param("workMillis", rebuild.workMillis())
                        .param("comparison", rebuild.comparison())
                        .param("until", until(LEASE))
                        .param("id", rebuild.id())
                        .param("claim", rebuild.claim())
                        .update()
                == 1;
    }

    /** Somebody else may go on after the pause. */
    void release(Rebuild rebuild, Duration pause, @Nullable String error) {
        jdbc.sql(
                        """
                        update search.rebuild
                           set claim = null, claimed_until = :until, last_error = left(:error, 500)
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                .param("until", until(pause))
                .param("error", error)
                .param("id", rebuild.id())
                .param("claim", rebuild.claim())
                .update();
    }

    void finish(Rebuild rebuild, RebuildState state, @Nullable String error) {
        jdbc.sql(
                        """
                        update search.rebuild
                           set state = :state, finished_at = :now, claim = null, claimed_until = null,
                               last_error = left(:error, 500)
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                .param("state", state.name())
                .param("now", now())
                .param("error", error)
                .param("id", rebuild.id())
                .param("claim", rebuild.claim())
                .update();
    }

    private static OffsetDateTime until(Duration from) {
        return now().plus(from);
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
