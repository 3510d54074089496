package org.coursewarecommons.interop.outward;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Rows of {@code interop.oai_item}. Lists are read under a lock that lets nobody stamp meanwhile. */
@Component
public class OutwardItems {

    /** Any two numbers that nothing else in this database locks. */
    private static final long READING = 0x0A1_0001L;

    private static final long STAMPING = 0x0A1_0002L;

    private final JdbcClient jdbc;

    OutwardItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param sets with those above them */
    public record Item(
            Audience audience,
            UUID resourceId,
            Instant datestamp,
            boolean deleted,
            SortedSet<String> sets,
            String fingerprint) {}

    /**
     * Which items. Both ends are inclusive.
     *
     * @param until nothing stamped later
     * @param afterStamp null: from the first, else the place after this item
     */
    public record Selection(
            Audience audience,
            Instant from,
            Instant until,
            @Nullable String set,
            @Nullable Instant afterStamp,
            @Nullable UUID afterId) {}

    /** Whether the caller is the only one who stamps, until its transaction ends. */
    boolean onlyStamper() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", STAMPING)
                .query(Boolean.class)
                .single();
    }

    /** The database's time once nobody is reading; nobody starts to before the transaction ends. */
    Instant lockAndNow() {
        return now("select pg_advisory_xact_lock(:key)");
    }

    /**
     * The database's time once nobody is stamping. Until the transaction ends nobody stamps: whatever is stamped later is
     * stamped later than this.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Instant readingAt() {
        return now("select pg_advisory_xact_lock_shared(:key)");
    }

    private Instant now(String lock) {
        jdbc.sql(lock).param("key", READING).query((row, number) -> 0).list();
        // now() would be the time at which the transaction began, before it waited for the lock.
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    void save(List<Item> items, Instant now) {
        for (Item item : items) {
            jdbc.sql(
                            """
                            insert into interop.oai_item (audience, resource_id, datestamp, deleted, sets, fingerprint)
                            values (:audience, :id, :now, :deleted, :sets, :fingerprint)
                            on conflict (audience, resource_id) do update
                               set datestamp = excluded.datestamp, deleted = excluded.deleted, sets = excluded.sets,
                                   fingerprint = excluded.fingerprint
                            """)
                    .param("audience", item.audience().code())
                    .param("id", item.resourceId())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("deleted", item.deleted())
                    .param("sets", item.sets().toArray(String[]::new))
                    .param("fingerprint", item.fingerprint())
                    .update();
        }
    }

    Map<UUID, Item> of(Audience audience, Collection<UUID> ids) {
        return jdbc
                .sql("select * from interop.oai_item where audience = :audience and resource_id = any(:ids)")
                .param("audience", audience.code())
                .param("ids", ids.toArray(UUID[]::new))
                .query(OutwardItems::item)
                .list()
                .stream()
                .collect(Collectors.toMap(Item::resourceId, Function.identity()));
    }

    public Optional<Item> find(Audience audience, UUID id) {
        return Optional.ofNullable(of(audience, List.of(id)).get(id));
    }

    /** In the order of their datestamps. */
    public List<Item> page(Selection wanted, int limit) {
        return select(
                        wanted,
                        """
                        select * from interop.oai_item
                         where audience = :audience and datestamp between :from and :until
                           and (cast(:set as text) is null or sets @> array[cast(:set as text)])
                           and (datestamp, resource_id) > (:afterStamp, :afterId)
                         order by datestamp, resource_id limit :limit
                        """)
                .param(
                        "afterStamp",
                        utc(wanted.afterStamp() == null ? wanted.from().minusSeconds(1) : wanted.afterStamp()))
                .param("afterId", wanted.afterId() == null ? new UUID(0, 0) : wanted.afterId())
                .param("limit", limit)
                .query(OutwardItems::item)
                .list();
    }

    /** How many there are, wherever the page begins. */
    public long count(Selection wanted) {
        return select(
                        wanted,
                        """
                        select count(*) from interop.oai_item
                         where audience = :audience and datestamp between :from and :until
                           and (cast(:set as text) is null or sets @> array[cast(:set as text)])
                        """)
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec select(Selection wanted, String sql) {
        return jdbc.sql(sql)
                .param("audience", wanted.audience().code())
                .param("from", utc(wanted.from()))
                .param("until", utc(wanted.until()))
                .param("set", wanted.set());
    }

    /** When the oldest of the datestamps is; empty when there is none. */
    public Optional<Instant> earliest(Audience audience) {
        return jdbc.sql("select min(datestamp) from interop.oai_item where audience = :audience")
                .param("audience", audience.code())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Live items in the order of their ids. @param from the first, inclusive */
    public List<Item> live(Audience audience, UUID from, int limit) {
        return jdbc.sql(
                        """
                        select * from interop.oai_item
                         where audience = :audience and not deleted and resource_id >= :from
                         order by resource_id limit :limit
                        """)
                .param("audience", audience.code())
                .param("from", from)
                .param("limit", limit)
                .query(OutwardItems::item)
                .list();
    }

    /** Every so many-th live item, from the first. */
    public List<UUID> starts(Audience audience, int every) {
        return jdbc.sql(
                        """
                        select resource_id
                          from (select resource_id, row_number() over (order by resource_id) as place
                                  from interop.oai_item where audience = :audience and not deleted) numbered
                         where (place - 1) % :every = 0 order by resource_id
                        """)
                .param("audience", audience.code())
                .param("every", every)
                .query(UUID.class)
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Item item(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getString("audience").equals(Audience.PUBLIC.code()) ? Audience.PUBLIC : Audience.DISTRICT,
                row.getObject("resource_id", UUID.class),
                row.getObject("datestamp", OffsetDateTime.class).toInstant(),
                row.getBoolean("deleted"),
                new TreeSet<>(List.of((String[]) row.getArray("sets").getArray())),
                row.getString("fingerprint"));
    }
}
