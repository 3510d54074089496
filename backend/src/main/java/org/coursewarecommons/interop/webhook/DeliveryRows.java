package org.coursewarecommons.interop.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Rows of {@code interop.webhook_event} and {@code interop.webhook_delivery}. */
@Repository
class DeliveryRows {

    /** Any number that nothing else in this database locks. */
    private static final long SPREADING = 0x0A1_0003L;

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A change that nobody was told of yet. */
    record Event(
            UUID id, UUID resourceId, @Nullable UUID versionId, Set<String> before, Set<String> after, Instant at) {}

    /** What is to be sent, or was. */
    record Delivery(
            UUID id,
            UUID webhookId,
            UUID eventId,
            UUID resourceId,
            String type,
            String body,
            String state,
            int attempts,
            Instant nextTry,
            @Nullable Integer lastStatus,
            @Nullable String lastError,
            Instant createdAt,
            @Nullable Instant deliveredAt) {}

    /** Whether the caller is the only one who spreads, until its transaction ends. */
    boolean onlySpreader() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", SPREADING)
                .query(Boolean.class)
                .single();
    }

    /** In the order in which they happened to each resource. */
    List<Event> unspread(int limit) {
        return jdbc.sql("select * from interop.webhook_event where spread_at is null order by id limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Event(
                        row.getObject("id", UUID.class),
                        row.getObject("resource_id", UUID.class),
                        row.getObject("version_id", UUID.class),
                        Set.of((String[]) row.getArray("before").getArray()),
                        Set.of((String[]) row.getArray("after").getArray()),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void spread(List<Event> events) {
        jdbc.sql("update interop.webhook_event set spread_at = :now where id = any(:ids)")
                .param("now", utc(Instant.now()))
                .param("ids", events.stream().map(Event::id).toArray(UUID[]::new))
                .update();
    }

    void insert(UUID webhookId, Event event, String type, String body) {
        jdbc.sql(
                        """
                        insert into interop.webhook_delivery (id, webhook_id, event_id, resource_id, type, body, state,
                                                              next_try, created_at)
                        values (:id, :webhook, :event, :resource, :type, :body, 'PENDING', :now, :now)
                        on conflict (webhook_id, event_id) do nothing
                        """)
                .param("id", Ids.next())
                .param("webhook", webhookId)
                .param("event", event.id())
                .param("resource", event.resourceId())
                .param("type", type)
                .param("body", body)
                .param("now", utc(Instant.now()))
                .update();
    }

    /**
     * Takes the one that is due longest: of one resource the first that has not arrived, of one subscriber one at a
     * time, so that a slow one holds up nobody else.
     */
    @Transactional
    public Optional<Delivery> claim(Duration lease) {
        Instant now = Instant.now();
        return jdbc.sql(
                        """
                        with due as (
                            select d.id from interop.webhook_delivery d
                              join interop.webhook w on w.id = d.webhook_id and w.state = 'ACTIVE'
                             where d.state = 'PENDING' and d.next_try <= :now
                               and not exists (select 1 from interop.webhook_delivery busy
                                                where busy.webhook_id = d.webhook_id and busy.state = 'PENDING'
                                                  and busy.claimed_until >= :now)
                               and not exists (select 1 from interop.webhook_delivery first
                                                where first.webhook_id = d.webhook_id
                                                  and first.resource_id = d.resource_id and first.state = 'PENDING'
                                                  and first.event_id < d.event_id)
                             order by d.next_try limit 1 for update of d skip locked)
                        update interop.webhook_delivery d set claimed_until = :until, attempts = d.attempts + 1
                          from due where d.id = due.id
                        returning d.*
                        """)
                .param("now", utc(now))
                .param("until", utc(now.plus(lease)))
                .query(DeliveryRows::delivery)
                .optional();
    }

    void arrived(UUID id, int status) {
        jdbc.sql(
                        """
                        update interop.webhook_delivery
                           set state = 'DELIVERED', delivered_at = :now, claimed_until = null, last_status = :status,
                               last_error = null
                         where id = :id
                        """)
                .param("now", utc(Instant.now()))
                .param("status", status)
                .param("id", id)
                .update();
    }

    /** @param nextTry null: given up */
    void missed(UUID id, @Nullable Integer status, String error, @Nullable Instant nextTry) {
        jdbc.sql(
                        """
                        update interop.webhook_delivery
                           set state = case when cast(:next as timestamptz) is null then 'FAILED' else 'PENDING' end,
                               next_try = coalesce(cast(:next as timestamptz), next_try), claimed_until = null,
                               last_status = :status, last_error = left(:error, 200)
                         where id = :id
                        """)
                .param("next", nextTry == null ? null : utc(nextTry))
                .param("status", status)
                .param("error", error)
                .param("id", id)
                .update();
    }

    /** Newest first, one more than the limit. */
    List<Delivery> page(UUID webhookId, @Nullable String state, PageRequest page) {
        return jdbc.sql(
                        """
                        select * from interop.webhook_delivery
                         where webhook_id = :webhook and (cast(:state as text) is null or state = :state)
                           and (cast(:after as uuid) is null or id < cast(:after as uuid))
                         order by id desc limit :limit
                        """)
                .param("webhook", webhookId)
                .param("state", state)
                .param("after", page.after(0))
                .param("limit", page.limit() + 1)
                .query(DeliveryRows::delivery)
                .list();
    }

    long count(UUID webhookId, @Nullable String state) {
        return jdbc.sql(
                        """
                        select count(*) from interop.webhook_delivery
                         where webhook_id = :webhook and (cast(:state as text) is null or state = :state)
                        """)
                .param("webhook", webhookId)
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** Sends again what has arrived or was given up. @param ids null: all since then */
    int replay(UUID webhookId, @Nullable List<UUID> ids, @Nullable Instant since, boolean onlyFailed) {
        return jdbc.sql(
                        """
                        update interop.webhook_delivery
                           set state = 'PENDING', attempts = 0, next_try = :now, delivered_at = null
                         where webhook_id = :webhook
                           and (state = 'FAILED' or state = 'DELIVERED' and not :onlyFailed)
                           and (cast(:ids as uuid[]) is null or id = any(cast(:ids as uuid[])))
                           and (cast(:since as timestamptz) is null or created_at >= :since)
                        """)
                .param("now", utc(Instant.now()))
                .param("webhook", webhookId)
                .param("onlyFailed", onlyFailed)
                .param("ids", ids == null ? null : ids.toArray(UUID[]::new))
                .param("since", since == null ? null : utc(since))
                .update();
    }

    /** What is older is forgotten, whether it has arrived or not. */
    void forget(Instant before) {
        jdbc.sql("delete from interop.webhook_delivery where created_at < :before")
                .param("before", utc(before))
                .update();
        jdbc.sql("delete from interop.webhook_event where at < :before and spread_at is not null")
                .param("before", utc(before))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        OffsetDateTime delivered = row.getObject("delivered_at", OffsetDateTime.class);
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getObject("resource_id", UUID.class),
                row.getString("type"),
                row.getString("body"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getObject("next_try", OffsetDateTime.class).toInstant(),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                delivered == null ? null : delivered.toInstant());
    }
}
