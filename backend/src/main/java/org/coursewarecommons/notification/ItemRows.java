package org.coursewarecommons.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what persons were told. */
@Repository
class ItemRows {

    private static final String FROM =
            "select id, person_id, topic, subject_id, path, arguments, at, read_at, tx::text as tx from notification.item ";

    private final JdbcClient jdbc;

    ItemRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID personId, DomainEvent.Notice notice, Instant at, String mail) {
        jdbc.sql(
                        """
                        insert into notification.item
                               (id, person_id, topic, subject_id, path, arguments, at, mail, next_try)
                        values (:id, :person, :topic, :subject, :path, cast(:arguments as text[]), :at, :mail, :at)
                        """)
                .param("id", Ids.next())
                .param("person", personId)
                .param("topic", notice.topic())
                .param("subject", notice.subjectId())
                .param("path", notice.path())
                .param("arguments", notice.arguments().toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mail", mail)
                .update();
    }

    /** One row more than the page's limit, newest first. */
    List<Item> page(UUID personId, boolean unreadOnly, PageRequest page) {
        String after = page.after(0);
        return jdbc.sql(
                        FROM
                                + """
                          where person_id = :person and (not :unread or read_at is null)
                            and (cast(:after as uuid) is null or id < cast(:after as uuid))
                          order by id desc limit :limit
                          """)
                .param("person", personId)
                .param("unread", unreadOnly)
                .param("after", after)
                .param("limit", page.limit() + 1)
                .query(ItemRows::item)
                .list();
    }

    long count(UUID personId, boolean unreadOnly) {
        return jdbc.sql("select count(*) from notification.item where person_id = :person"
                        + " and (not :unread or read_at is null)")
                .param("person", personId)
                .param("unread", unreadOnly)
                .query(Long.class)
                .single();
    }

    /** @param ids null: all of the person's */
    int markRead(UUID personId, @Nullable Collection<UUID> ids, Instant at) {
        return jdbc.sql(
                        """
                        update notification.item set read_at = :at
                         where person_id = :person and read_at is null
                           and (cast(:ids as uuid[]) is null or id = any(cast(:ids as uuid[])))
                        """)
                .param("person", personId)
                .param("ids", ids == null ? null : ids.toArray(UUID[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * What came after each listener's place, oldest first, for all of them in one statement. Only transactions older than
     * every one that is still open are told: none can slip in before them any more.
     *
     * @param limit for each listener
     * @return by the listener's number in the lists, from 0
     */
    Map<Integer, List<Item>> since(List<UUID> persons, List<EventStream.Place> places, int limit) {
        Map<Integer, List<Item>> news = new HashMap<>();
        jdbc.sql(
                        """
                        select l.number, i.* from unnest(cast(:persons as uuid[]), cast(:txs as text[]), cast(:ids as uuid[]))
                               with ordinality as l (person, tx, id, number)
                         cross join lateral (
                             select id, person_id, topic, subject_id, path, arguments, at, read_at, tx::text as tx
                               from notification.item n
                              where n.person_id = l.person and n.tx < pg_snapshot_xmin(pg_current_snapshot())
                                and (n.tx > cast(l.tx as xid8) or (n.tx = cast(l.tx as xid8) and n.id > l.id))
                              order by n.tx, n.id limit :limit) i
                         order by l.number, cast(i.tx as xid8), i.id
                        """)
                .param("persons", persons.toArray(UUID[]::new))
                .param(
                        "txs",
                        places.stream().map(place -> Long.toString(place.tx())).toArray(String[]::new))
                .param("ids", places.stream().map(EventStream.Place::id).toArray(UUID[]::new))
                .param("limit", limit)
                .query((RowCallbackHandler)
                        row -> news.computeIfAbsent(row.getInt("number") - 1, number -> new ArrayList<>())
                                .add(item(row, 0)));
        return news;
    }

    /** The place that a new stream begins at. */
    long now() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(Long.class)
                .single();
    }

    static Item item(ResultSet row, int number) throws SQLException {
        Instant readAt = row.getTimestamp("read_at") == null
                ? null
                : row.getTimestamp("read_at").toInstant();
        return new Item(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("topic"),
                row.getObject("subject_id", UUID.class),
                row.getString("path"),
                List.of((String[]) row.getArray("arguments").getArray()),
                row.getTimestamp("at").toInstant(),
                readAt,
                Long.parseLong(row.getString("tx")));
    }
}
