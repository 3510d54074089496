package org.coursewarecommons.supply;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.Schools;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredShelf implements Shelf {

    /** Beyond the author's own school; see Visibility for the names. */
    private static final String WIDER = "exists (select 1 from unnest(scopes) s where s not like 'school:%')";

    private final JdbcClient jdbc;
    private final WorkingDays calendar;

    StoredShelf(JdbcClient jdbc, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    @Override
    public List<Cell> cells() {
        return jdbc.sql(
                        """
                        select subject, grade, count(*) filter (where scopes && array['district', 'public']) as district,
                               count(*) as "any"
                          from supply.item cross join unnest(grades) as grade
                         where subject is not null and cardinality(scopes) > 0
                         group by subject, grade
                        """)
                .query(Cell.class)
                .list();
    }

    @Override
    public List<Stock> stock(Term term, @Nullable Collection<UUID> ownerSchoolIds) {
        // Taught two weeks earlier or later than planned, too (DOMAIN 4.4); live from the week it was published in.
        return jdbc.sql(
                        """
                        with live as (
                            select case when :owned then school_id end as owner, subject, grades, scopes,
                                   least(:weeks, coalesce(planned_until + 2, :weeks))
                                   - greatest(1, coalesce(planned_from - 2, 1),
                                       floor((cast(published_at at time zone :zone as date) - :monday) / 7.0) + 1)
                                   + 1 as weeks
                              from supply.item
                             where (half is null or half = :half) and cardinality(scopes) > 0
                               and (not :owned or school_id = any(:owners)))
                        select owner, subject, grades, scopes, cast(weeks as integer) as weeks, count(*) as items
                          from live where weeks > 0 group by 1, 2, 3, 4, 5
                        """)
                .param("owned", ownerSchoolIds != null)
                .param("owners", ownerSchoolIds == null ? new UUID[0] : ownerSchoolIds.toArray(UUID[]::new))
                .param("weeks", term.teachingWeeks())
                .param("zone", calendar.zone().getId())
                .param("monday", term.monday(1))
                .param("half", term.half())
                .query(StoredShelf::stock)
                .list();
    }

    @Override
    public Map<UUID, Long> sharedBySchool(Instant from, Instant until) {
        Map<UUID, Long> counts = new HashMap<>();
        jdbc.sql("select school_id, count(*) as items from supply.item"
                        + " where published_at >= :from and published_at < :until and " + WIDER
                        + " group by school_id")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((RowCallbackHandler)
                        row -> counts.put(row.getObject("school_id", UUID.class), row.getLong("items")));
        return counts;
    }

    @Override
    public Map<UUID, Joint> joint(Collection<Schools.Pairing> pairings) {
        Map<UUID, Joint> counts = new HashMap<>();
        jdbc.sql(
                        """
                        select p.id, count(*) as items, count(*) filter (where i.subject = p.subject) as in_subject
                          from unnest(:ids, :leads, :aided, :subjects) as p (id, lead, aided, subject)
                          join supply.item i on i.author_schools @> array[p.lead, p.aided]
                           and cardinality(i.author_schools) > 1 and\s"""
                                + WIDER
                                + " group by p.id")
                .param("ids", pairings.stream().map(Schools.Pairing::id).toArray(UUID[]::new))
                .param(
                        "leads",
                        pairings.stream().map(Schools.Pairing::leadSchoolId).toArray(UUID[]::new))
                .param(
                        "aided",
                        pairings.stream().map(Schools.Pairing::aidedSchoolId).toArray(UUID[]::new))
                .param(
                        "subjects",
                        pairings.stream().map(Schools.Pairing::subject).toArray(String[]::new))
                .query((RowCallbackHandler) row -> counts.put(
                        row.getObject("id", UUID.class), new Joint(row.getLong("items"), row.getLong("in_subject"))));
        return counts;
    }

    private static Stock stock(ResultSet row, int number) throws SQLException {
        return new Stock(
                row.getObject("owner", UUID.class),
                row.getString("subject"),
                texts(row.getArray("grades")),
                texts(row.getArray("scopes")),
                row.getInt("weeks"),
                row.getLong("items"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new HashSet<>(Arrays.asList((String[]) array.getArray()));
    }
}
