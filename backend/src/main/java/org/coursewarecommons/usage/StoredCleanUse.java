package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the weekly table; {@link CleanUseFeed} keeps it. */
@Repository
class StoredCleanUse implements CleanUse {

    private static final String SPAN = " where week between :from and :until ";

    private final JdbcClient jdbc;
    private final PersonKeys keys;
    private final CleanUseFeed feed;

    StoredCleanUse(JdbcClient jdbc, PersonKeys keys, CleanUseFeed feed) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.feed = feed;
    }

    @Override
    public List<Flow> bySchools(LocalDate fromWeek, LocalDate untilWeek) {
        return jdbc.sql(
                        """
                        select owner_school_id, school_id as user_school_id, cast(null as text) as subject,
                               cast(sum(weight) as double precision) as weight
                          from usage.clean_use
                        """
                                + SPAN
                                + "group by owner_school_id, school_id")
                .param("from", fromWeek)
                .param("until", untilWeek)
                .query(Flow.class)
                .list();
    }

    @Override
    public List<Flow> bySubject(Collection<UUID> userSchoolIds, LocalDate fromWeek, LocalDate untilWeek) {
        return jdbc.sql(
                        """
                        select owner_school_id, school_id as user_school_id, subject,
                               cast(sum(weight) as double precision) as weight
                          from usage.clean_use
                        """
                                + SPAN
                                + "and school_id = any(:schools) group by owner_school_id, school_id, subject")
                .param("from", fromWeek)
                .param("until", untilWeek)
                .param("schools", userSchoolIds.toArray(UUID[]::new))
                .query(Flow.class)
                .list();
    }

    @Override
    public List<Cell> byCells(LocalDate fromWeek, LocalDate untilWeek) {
        // Unnested after the grouping: the array is the same for all uses of a resource.
        return jdbc.sql(
                        """
                        select subject, grade, school_id as user_school_id, cast(sum(weight) as double precision) as weight
                          from (select subject, grades, school_id, sum(weight) as weight from usage.clean_use
                        """
                                + SPAN
                                + """
                                   and subject is not null group by subject, grades, school_id) as sums
                         cross join unnest(grades) as grade
                         group by subject, grade, school_id
                        """)
                .param("from", fromWeek)
                .param("until", untilWeek)
                .query(Cell.class)
                .list();
    }

    @Override
    public Map<UUID, Double> of(Collection<UUID> resourceIds, LocalDate fromWeek) {
        Map<UUID, Double> sums = new HashMap<>();
        jdbc.sql(
                        """
                        select resource_id, sum(weight) as weight from usage.clean_use
                         where week >= :from and resource_id = any(:ids) group by resource_id
                        """)
                .param("from", fromWeek)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query((RowCallbackHandler)
                        row -> sums.put(row.getObject("resource_id", UUID.class), row.getDouble("weight")));
        return sums;
    }

    @Override
    public Set<UUID> usedBy(UUID personId) {
        return Set.copyOf(jdbc.sql("select distinct resource_id from usage.clean_use where user_key = :key")
                .param("key", keys.lasting(personId, null))
                .query(UUID.class)
                .list());
    }

    @Override
    public Set<UUID> usedAt(UUID schoolId, LocalDate fromWeek) {
        return Set.copyOf(jdbc.sql(
                        """
                        select distinct resource_id from usage.clean_use
                         where school_id = :school and week >= :from
                        """)
                .param("school", schoolId)
                .param("from", fromWeek)
                .query(UUID.class)
                .list());
    }

    @Override
    public List<Taste> tastes(UUID personId) {
        return jdbc.sql(
                        """
                        select subject, grade, cast(sum(weight) as double precision) as weight
                          from usage.clean_use cross join unnest(grades) as grade
                         where user_key = :key and subject is not null
                         group by subject, grade order by sum(weight) desc, subject, grade limit 10
                        """)
                .param("key", keys.lasting(personId, null))
                .query(Taste.class)
                .list();
    }

    @Override
    @Transactional
    public void rebuild(Collection<UUID> resourceIds) {
        feed.rebuild(resourceIds);
    }
}
