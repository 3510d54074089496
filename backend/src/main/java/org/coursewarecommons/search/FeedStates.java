package org.coursewarecommons.search;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the feed believes of documents, and how it is told otherwise. */
@Repository
class FeedStates {

    private final JdbcClient jdbc;

    FeedStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of the feed. */
    record State(UUID resourceId, long seq, long indexedSeq, OffsetDateTime queuedAt) {

        /** Nothing is on its way. */
        boolean isSettled() {
            return indexedSeq >= seq;
        }
    }

    /** By resource id; a resource without a row is missing. */
    Map<UUID, State> of(Collection<UUID> resourceIds) {
        return jdbc
                .sql(
                        """
                        select resource_id, seq, indexed_seq, queued_at from search.document
                         where resource_id = any(:ids)
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(State.class)
                .list()
                .stream()
                .collect(Collectors.toMap(State::resourceId, Function.identity()));
    }

    /** Due again, under a sequence that wins against what the index holds. @param held its versions; 0 where it holds none */
    void resend(Map<UUID, Long> held) {
        jdbc.sql(
                        """
                        insert into search.document as d (resource_id, seq, queued_at)
                        select id, version + 1, :now from unnest(:ids, :versions) as held(id, version)
                        on conflict (resource_id) do update
                           set seq = greatest(d.seq + 1, excluded.seq), queued_at = excluded.queued_at,
                               claimed_until = null, attempts = 0
                        """)
                .param("ids", held.keySet().toArray(UUID[]::new))
                .param("versions", held.values().toArray(Long[]::new))
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether anything that was queued by then is still to be sent. */
    boolean isBehind(Instant then) {
        return jdbc.sql("select exists (select 1 from search.document where indexed_seq < seq and queued_at <= :then)")
                .param("then", then.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** @return whether it has been waiting for longer than the feed ever needs */
    static boolean isStuck(State state, Duration patience) {
        return state.queuedAt().toInstant().isBefore(Instant.now().minus(patience));
    }
}
