package org.coursewarecommons.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which documents have to be sent. A row carries no content, only the sequence that its last change was given under
 * the row's lock; the indexer loads what is true when it sends. Leases go by the wall clock.
 */
@Component
class FeedQueue {

    private final JdbcClient jdbc;

    FeedQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A document to send. @param seq its external version */
    record Claim(UUID resourceId, long seq, int attempts) {}

    /** Of resource_id, seq, attempts. */
    static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(row.getObject(1, UUID.class), row.getLong(2), row.getInt(3));
    }

    /** The resource has changed. In the transaction of the change. */
    void bump(UUID resourceId) {
        bump(List.of(resourceId));
    }

    /** The resources have changed. */
    void bump(Collection<UUID> resourceIds) {
        // In one order, so that two of these wait for each other rather than for ever.
        jdbc.sql(
                        """
                        insert into search.document (resource_id, seq, queued_at)
                        select id, 1, :now from unnest(:ids) as changed(id) order by id
                        on conflict (resource_id) do update
                           set seq = document.seq + 1,
                               queued_at = case when document.indexed_seq < document.seq then document.queued_at
                                                else excluded.queued_at end
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes the longest waiting rows, each for one indexer at a time. */
    List<Claim> claim(int limit, Duration lease) {
        Instant now = Instant.now();
        return jdbc.sql(
                        """
                        with due as (
                            select resource_id from search.document
                             where indexed_seq < seq and (claimed_until is null or claimed_until < :now)
                             order by queued_at limit :limit for update skip locked)
                        update search.document d set claimed_until = :until, attempts = d.attempts + 1
                          from due where d.resource_id = due.resource_id
                        returning d.resource_id, d.seq, d.attempts
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(FeedQueue::claim)
                .list();
    }

    /**
     * The index holds this state or a later one. A change that came meanwhile stays due.
     *
     * @param generation of the index that it was sent to
     * @return false when another index has taken over since: then nothing is noted, for it may lack them
     */
    boolean done(Collection<Claim> claims, long generation) {
        if (claims.isEmpty()) {
            return true;
        }
        // The lock keeps a switch from happening between its being looked for and the note.
        return jdbc.sql(
                                """
                        with live as materialized (
                            select generation from search.live_index where generation = :generation for share)
                        update search.document d
                           set indexed_seq = greatest(d.indexed_seq, sent.seq), claimed_until = null,
                               attempts = 0, last_error = null
                          from unnest(:ids, :seqs) as sent(id, seq), live
                         where d.resource_id = sent.id
                        """)
                        .param("generation", generation)
                        .param("ids", ids(claims))
                        .param("seqs", seqs(claims))
                        .update()
                > 0;
    }

    /** Not sent; due again after the pause. */
    void failed(Collection<Claim> claims, Duration pause, String error) {
        if (claims.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update search.document set claimed_until = :until, last_error = left(:error, 500)
                         where resource_id = any(:ids)
                        """)
                .param("until", Instant.now().plus(pause).atOffset(ZoneOffset.UTC))
                .param("error", error)
                .param("ids", ids(claims))
                .update();
    }

    /** How long the longest waiting change has been waiting. */
    Duration lag() {
        Instant now = Instant.now();
        return jdbc.sql("select min(queued_at) from search.document where indexed_seq < seq")
                .query(OffsetDateTime.class)
                .optional()
                .map(queued -> Duration.between(queued.toInstant(), now))
                .filter(lag -> !lag.isNegative())
                .orElse(Duration.ZERO);
    }

    /** A new, empty index needs everything. */
    void requeueAll() {
        jdbc.sql(
                        """
                        update search.document set indexed_seq = 0, claimed_until = null, queued_at = :now
                         where indexed_seq > 0
                        """)
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Resources that have no row, for whatever reason, get one. */
    void enrol(Collection<UUID> resourceIds) {
        jdbc.sql(
                        """
                        insert into search.document (resource_id, seq, queued_at)
                        select id, 1, :now from unnest(:ids) as known(id) on conflict do nothing
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static UUID[] ids(Collection<Claim> claims) {
        return claims.stream().map(Claim::resourceId).toArray(UUID[]::new);
    }

    private static Long[] seqs(Collection<Claim> claims) {
        return claims.stream().map(Claim::seq).toArray(Long[]::new);
    }
}
