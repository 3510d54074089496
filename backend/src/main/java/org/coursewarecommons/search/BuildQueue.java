package org.coursewarecommons.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an index that is being built still lacks. Each row of the feed notes which version of its document the new index
 * holds, so a change that comes late, or a builder that was killed, leaves nothing out.
 */
@Component
class BuildQueue {

    private final JdbcClient jdbc;

    BuildQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long total() {
        return jdbc.sql("select count(*) from search.document")
                .query(Long.class)
                .single();
    }

    /** The next rows in the order of their ids. @param after null: from the first */
    List<FeedQueue.Claim> page(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select resource_id, seq, 1 as attempts from search.document
                         where cast(:after as uuid) is null or resource_id > cast(:after as uuid)
                         order by resource_id limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(FeedQueue::claim)
                .list();
    }

    /** Rows that the new index does not hold as they are now. */
    List<FeedQueue.Claim> lacking(long generation, int limit) {
        return jdbc.sql(
                        """
                        select resource_id, seq, 1 as attempts from search.document
                         where built_for is distinct from :generation or built_seq < seq
                         limit :limit
                        """)
                .param("generation", generation)
                .param("limit", limit)
                .query(FeedQueue::claim)
                .list();
    }

    /** @param refused the new index won't take them */
    void built(long generation, Collection<FeedQueue.Claim> claims, boolean refused) {
        if (claims.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update search.document d
                           set built_for = :generation, built_seq = sent.seq, built_refused = :refused
                          from unnest(:ids, :seqs) as sent(id, seq)
                         where d.resource_id = sent.id
                        """)
                .param("generation", generation)
                .param("refused", refused)
                .param("ids", claims.stream().map(FeedQueue.Claim::resourceId).toArray(UUID[]::new))
                .param("seqs", claims.stream().map(FeedQueue.Claim::seq).toArray(Long[]::new))
                .update();
    }

    /**
     * The feed writes to the new index from now on, and what that lacks is due. Whoever is about to note what it sent to
     * the old one is waited for, or finds the new generation and notes nothing.
     *
     * @param claim of the rebuild
     * @return false when the rebuild was cancelled or is somebody else's by now
     */
    @Transactional
    public boolean takeOver(UUID rebuildId, UUID claim, long generation, String name) {
        boolean mine = jdbc.sql(
                                """
                        update search.rebuild set switched_at = :now
                         where id = :id and claim = :claim and state = 'RUNNING' and not cancel_requested
                        """)
                        .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                        .param("id", rebuildId)
                        .param("claim", claim)
                        .update()
                == 1;
        if (!mine) {
            return false;
        }
        jdbc.sql("update search.live_index set generation = :generation, name = :name")
                .param("generation", generation)
                .param("name", name)
                .update();
        jdbc.sql(
                        """
                        update search.document
                           set indexed_seq = case when built_for = :generation and not built_refused
                                                  then built_seq else 0 end,
                               claimed_until = null, attempts = 0
                         where indexed_seq <> case when built_for = :generation and not built_refused
                                                   then built_seq else 0 end
                        """)
                .param("generation", generation)
                .update();
        return true;
    }
}
