package org.coursewarecommons.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What documents show of schools, and how far a change of it has come. */
@Repository
class ShownSchools {

    private final JdbcClient jdbc;

    ShownSchools(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A change on its way. @param cursor documents up to this one are queued; null: none yet */
    record Change(UUID schoolId, @Nullable UUID cursor) {}

    /** Takes note of what is true now; schools that are new here have shown nothing else yet. */
    void note(Map<UUID, String> now) {
        jdbc.sql(
                        """
                        insert into search.school_shown as s (school_id, shown)
                        select id, shown from unnest(:ids, :shown) as school(id, shown)
                        on conflict (school_id) do update set becoming = excluded.shown, cursor = null
                         where excluded.shown <> coalesce(s.becoming, s.shown)
                        """)
                .param("ids", now.keySet().toArray(UUID[]::new))
                .param("shown", now.values().toArray(String[]::new))
                .update();
    }

    /** One that nobody else is at, until the transaction ends. */
    Optional<Change> lock() {
        return jdbc.sql(
                        """
                        select school_id, cursor from search.school_shown where becoming is not null
                         order by school_id limit 1 for update skip locked
                        """)
                .query(Change.class)
                .optional();
    }

    /** @param cursor the last document that was queued; null: all are */
    void advance(UUID schoolId, @Nullable UUID cursor) {
        jdbc.sql(
                        """
                        update search.school_shown
                           set cursor = cast(:cursor as uuid),
                               shown = case when cast(:cursor as uuid) is null then becoming else shown end,
                               becoming = case when cast(:cursor as uuid) is null then null else becoming end
                         where school_id = :school
                        """)
                .param("cursor", cursor)
                .param("school", schoolId)
                .update();
    }

    /** One line for each school. @param collectives by school; one without is missing */
    static String line(String name, @Nullable Collection<UUID> collectives) {
        return name
                + (collectives == null
                        ? ""
                        : collectives.stream().sorted().map(id -> " " + id).collect(Collectors.joining()));
    }
}
