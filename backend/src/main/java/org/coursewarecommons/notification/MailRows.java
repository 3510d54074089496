package org.coursewarecommons.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which items are still to be mailed. */
@Repository
class MailRows {

    /** A claimed item belongs to one sender for so long; after a crash it is another's turn. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;

    MailRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the due items of one person, so that two backends never mail the same. A mail is sent at least once: a
     * crash between sending and {@link #sent} repeats it.
     *
     * @param kind NOW: one item; DAILY: all of the person's that are still unread
     */
    @Transactional
    List<Item> claim(String kind, Instant now, Instant before) {
        return jdbc.sql(
                        """
                        with person as (
                            select person_id, id from notification.item
                             where mail = :kind and next_try <= :now and at < :before
                             order by next_try limit 1 for update skip locked),
                        due as (
                            select i.id from notification.item i join person p on p.person_id = i.person_id
                             where i.mail = :kind and i.next_try <= :now and i.at < :before
                               and (:kind = 'DAILY' or i.id = p.id)
                             order by i.id limit 200 for update of i skip locked)
                        update notification.item set next_try = :lease, tries = tries + 1
                         where id in (select id from due)
                        returning id, person_id, topic, subject_id, path, arguments, at, read_at, tx::text as tx
                        """)
                .param("kind", kind)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .query(ItemRows::item)
                .list();
    }

    /** @param state SENT, or NONE for what was read meanwhile or has no address any more */
    void close(Collection<UUID> ids, String state) {
        jdbc.sql("update notification.item set mail = :state, next_try = null where id = any(cast(:ids as uuid[]))")
                .param("state", state)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** Each waits twice as long as the time before; the last try gives up. */
    void failed(Collection<UUID> ids, Instant now, Duration retryAfter, int tries) {
        jdbc.sql(
                        """
                        update notification.item
                           set mail = case when tries >= :tries then 'FAILED' else mail end,
                               next_try = cast(:now as timestamptz) + :seconds * power(2, tries - 1) * interval '1 second'
                         where id = any(cast(:ids as uuid[]))
                        """)
                .param("tries", tries)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("seconds", retryAfter.toSeconds())
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }
}
