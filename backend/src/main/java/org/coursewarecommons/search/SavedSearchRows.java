package org.coursewarecommons.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Saved searches as rows. */
@Component
class SavedSearchRows {

    private static final String SELECT =
            "select id, owner_id, name, query, notices, revision, created_at, seen_until from search.saved_search ";

    private final JdbcClient jdbc;

    SavedSearchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(SavedSearch search) {
        jdbc.sql(
                        """
                        insert into search.saved_search (id, owner_id, name, query, notices, created_at, seen_until)
                        values (:id, :owner, :name, :query, :notices, :now, :now)
                        """)
                .param("id", search.id())
                .param("owner", search.ownerId())
                .param("name", search.name())
                .param("query", search.query())
                .param("notices", search.notices())
                .param("now", search.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Makes searches of one person wait for each other, so that together they keep to the limit. */
    long countLocked(UUID ownerId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('search.saved_search'), hashtext(:owner))")
                .param("owner", ownerId.toString())
                .query()
                .singleRow();
        return count(ownerId);
    }

    long count(UUID ownerId) {
        return jdbc.sql("select count(*) from search.saved_search where owner_id = :owner")
                .param("owner", ownerId)
                .query(Long.class)
                .single();
    }

    Optional<SavedSearch> find(UUID id, UUID ownerId) {
        return jdbc.sql(SELECT + "where id = :id and owner_id = :owner")
                .param("id", id)
                .param("owner", ownerId)
                .query(SavedSearch.class)
                .optional();
    }

    /** The oldest first, one row more than the page. */
    List<SavedSearch> page(UUID ownerId, PageRequest page) {
        String after = page.after(0);
        return jdbc.sql(
                        SELECT
                                + "where owner_id = :owner and (cast(:after as uuid) is null or id > cast(:after as uuid)) order by id limit :limit")
                .param("owner", ownerId)
                .param("after", after)
                .param("limit", page.limit() + 1)
                .query(SavedSearch.class)
                .list();
    }

    /** Another question starts with what is published from now on. @return false when somebody was faster */
    boolean update(UUID id, long revision, SavedSearch.Input input, Instant now) {
        return jdbc.sql(
                                """
                                update search.saved_search
                                   set name = :name, query = :query, notices = :notices, revision = revision + 1,
                                       seen_until = case when query = :query and notices then seen_until else :now end
                                 where id = :id and revision = :revision
                                """)
                        .param("name", input.name())
                        .param("query", input.query())
                        .param("notices", input.notices())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                == 1;
    }

    void delete(UUID id) {
        jdbc.sql("delete from search.saved_search where id = :id")
                .param("id", id)
                .update();
    }

    /** Those that were looked at last before then, the longest waiting first. */
    List<SavedSearch> due(Instant before, int limit) {
        return jdbc.sql(SELECT + "where notices and seen_until < :before order by seen_until limit :limit")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(SavedSearch.class)
                .list();
    }

    /** @return false when another backend has told it, or the search has changed */
    boolean seen(SavedSearch search, Instant until) {
        return jdbc.sql(
                                """
                                update search.saved_search set seen_until = :until
                                 where id = :id and seen_until = :from and revision = :revision
                                """)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .param("from", search.seenUntil().atOffset(ZoneOffset.UTC))
                        .param("id", search.id())
                        .param("revision", search.revision())
                        .update()
                == 1;
    }
}
