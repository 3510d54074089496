package org.coursewarecommons.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of collections, their members, items and followers. */
@Repository
class CollectionRows {

    /** Owner, member, or somebody who stands in one of the scopes. */
    private static final String SEEN =
            """
             (c.owner_id = :personId or c.scope_ids && cast(:scopes as text[])
              or exists (select 1 from sharing.collection_member m
                          where m.collection_id = c.id and m.person_id = :personId))
            """;

    private final JdbcClient jdbc;
    private final DomainClock clock;

    CollectionRows(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A collection as stored. */
    record Stored(
            UUID id,
            CollectionBodies.Kind kind,
            CollectionBodies.Edit content,
            UUID ownerId,
            @Nullable UUID schoolId,
            Set<String> scopeIds,
            long revision,
            Instant createdAt,
            Instant updatedAt) {}

    /** An item as stored. */
    record Item(UUID resourceId, @Nullable String note, UUID addedBy, Instant addedAt) {}

    /** What a list is narrowed to. @param resourceId only collections that hold it */
    record Filter(
            UUID personId,
            Set<String> scopes,
            boolean mine,
            CollectionBodies.@Nullable Kind kind,
            @Nullable String q,
            @Nullable UUID resourceId) {}

    UUID insert(
            CollectionBodies.Kind kind,
            CollectionBodies.Edit content,
            UUID ownerId,
            @Nullable UUID schoolId,
            Set<String> scopeIds) {
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into sharing.collection (id, kind, title, description, subject, stage, owner_id, school_id,
                               level, collective_ids, scope_ids, created_at, updated_at)
                        values (:id, :kind, :title, :description, :subject, :stage, :ownerId, :schoolId,
                               :level, :collectiveIds, :scopeIds, :now, :now)
                        """)
                .param("id", id)
                .param("kind", kind.name())
                .param("ownerId", ownerId)
                .param("schoolId", schoolId)
                .params(values(content, scopeIds))
                .update();
        return id;
    }

    void update(UUID id, CollectionBodies.Edit content, Set<String> scopeIds) {
        jdbc.sql(
                        """
                        update sharing.collection
                           set title = :title, description = :description, subject = :subject, stage = :stage,
                               level = :level, collective_ids = :collectiveIds, scope_ids = :scopeIds,
                               revision = revision + 1, updated_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .params(values(content, scopeIds))
                .update();
    }

    void grow(UUID id) {
        jdbc.sql("update sharing.collection set revision = revision + 1, updated_at = :now where id = :id")
                .param("id", id)
                .param("now", now())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from sharing.collection where id = :id")
                .param("id", id)
                .update();
    }

    /** Empty when the person may not see it, too. */
    Optional<Stored> find(UUID id, UUID personId, Set<String> scopes) {
        return jdbc.sql("select c.* from sharing.collection c where c.id = :id and " + SEEN)
                .param("id", id)
                .param("personId", personId)
                .param("scopes", scopes.toArray(String[]::new))
                .query(CollectionRows::stored)
                .optional();
    }

    /** Holds the row until the transaction ends. */
    void lock(UUID id) {
        jdbc.sql("select id from sharing.collection where id = :id for update")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    Page<Stored> page(Filter filter, PageRequest page) {
        String from =
                """
                  from sharing.collection c
                 where (cast(:kind as text) is null or c.kind = :kind)
                   and (cast(:q as text) is null or strpos(lower(c.title), lower(:q)) > 0)
                   and (cast(:resourceId as uuid) is null
                        or exists (select 1 from sharing.collection_item i
                                    where i.collection_id = c.id and i.resource_id = :resourceId))
                   and
                """
                        + SEEN
                        + """
                   and (not :mine or c.owner_id = :personId
                        or exists (select 1 from sharing.collection_member m
                                    where m.collection_id = c.id and m.person_id = :personId))
                """;
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("kind", filter.kind() == null ? null : filter.kind().name());
        values.put("q", filter.q());
        values.put("resourceId", filter.resourceId());
        values.put("mine", filter.mine());
        values.put("personId", filter.personId());
        values.put("scopes", filter.scopes().toArray(String[]::new));
        List<Stored> rows = jdbc.sql("select c.*" + from
                        + " and (cast(:after as uuid) is null or c.id < :after) order by c.id desc limit :limit")
                .params(values)
                .param("after", Cursor.id(page))
                .param("limit", page.limit() + 1)
                .query(CollectionRows::stored)
                .list();
        long total = jdbc.sql("select count(*)" + from)
                .params(values)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, row -> List.of(row.id().toString()));
    }

    /** Members by collection; one without any is missing. */
    Map<UUID, Set<UUID>> members(Collection<UUID> ids) {
        return pairs(
                "select collection_id, person_id from sharing.collection_member where collection_id = any(:ids)", ids);
    }

    void setMembers(UUID id, Set<UUID> personIds) {
        jdbc.sql("delete from sharing.collection_member where collection_id = :id")
                .param("id", id)
                .update();
        for (UUID personId : personIds) {
            jdbc.sql("insert into sharing.collection_member values (:id, :personId)")
                    .param("id", id)
                    .param("personId", personId)
                    .update();
        }
    }

    /** Resources by collection. */
    Map<UUID, Set<UUID>> resources(Collection<UUID> ids) {
        return pairs(
                "select collection_id, resource_id from sharing.collection_item where collection_id = any(:ids)", ids);
    }

    List<Item> items(UUID id) {
        return jdbc.sql("select * from sharing.collection_item where collection_id = :id order by position")
                .param("id", id)
                .query((row, i) -> new Item(
                        row.getObject("resource_id", UUID.class),
                        row.getString("note"),
                        row.getObject("added_by", UUID.class),
                        row.getObject("added_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void setItems(UUID id, List<Item> items) {
        jdbc.sql("delete from sharing.collection_item where collection_id = :id")
                .param("id", id)
                .update();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            jdbc.sql("insert into sharing.collection_item values (:id, :resourceId, :position, :note, :by, :at)")
                    .param("id", id)
                    .param("resourceId", item.resourceId())
                    .param("position", i)
                    .param("note", item.note())
                    .param("by", item.addedBy())
                    .param("at", item.addedAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    void follow(UUID id, UUID personId) {
        jdbc.sql("insert into sharing.collection_follower values (:id, :personId, :now) on conflict do nothing")
                .param("id", id)
                .param("personId", personId)
                .param("now", now())
                .update();
    }

    void unfollow(UUID id, UUID personId) {
        jdbc.sql("delete from sharing.collection_follower where collection_id = :id and person_id = :personId")
                .param("id", id)
                .param("personId", personId)
                .update();
    }

    /** Followers by collection. */
    Map<UUID, Set<UUID>> followers(Collection<UUID> ids) {
        return pairs(
                "select collection_id, person_id from sharing.collection_follower where collection_id = any(:ids)",
                ids);
    }

    private Map<UUID, Set<UUID>> pairs(String sql, Collection<UUID> ids) {
        Map<UUID, Set<UUID>> found = new HashMap<>();
        jdbc.sql(sql).param("ids", ids.toArray(UUID[]::new)).query((RowCallbackHandler)
                row -> found.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashSet<>())
                        .add(row.getObject(2, UUID.class)));
        return found;
    }

    private Map<String, @Nullable Object> values(CollectionBodies.Edit content, Set<String> scopeIds) {
        List<UUID> collectives = content.collectiveIds() == null ? List.of() : content.collectiveIds();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("title", content.title());
        values.put("description", content.description());
        values.put("subject", content.subject());
        values.put("stage", content.stage());
        values.put("level", content.level().name());
        values.put("collectiveIds", collectives.toArray(UUID[]::new));
        values.put("scopeIds", scopeIds.toArray(String[]::new));
        values.put("now", now());
        return values;
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    private static Stored stored(ResultSet row, int i) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                CollectionBodies.Kind.valueOf(row.getString("kind")),
                new CollectionBodies.Edit(
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("subject"),
                        row.getString("stage"),
                        CollectionBodies.Level.valueOf(row.getString("level")),
                        List.of((UUID[]) row.getArray("collective_ids").getArray())),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                new TreeSet<>(List.of((String[]) row.getArray("scope_ids").getArray())),
                row.getLong("revision"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
