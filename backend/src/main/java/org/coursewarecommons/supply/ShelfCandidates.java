package org.coursewarecommons.supply;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.organisation.Term;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is on the shelf for a need: visible, fitting, not known yet and not one's own. */
@Repository
class ShelfCandidates {

    /** Points of what speaks for an item. The term plan says most, then the schools that are there to help. */
    private static final String FOUND =
            """
            with found as (
                select i.*, coalesce(half = :half and planned_from <= :week + 1 and planned_until >= :week, false) as planned,
                       coalesce(half is null or half = :half and coalesce(planned_from - 2, :week) <= :week
                           and coalesce(planned_until + 2, :week) >= :week, false) as in_season,
                       school_id = any(:leads) as lead, school_id = any(:paired) as paired,
                       school_id = any(:colleagues) as colleague,
                       edition is not null and exists (select 1 from unnest(grades) grade
                           where subject || '/' || grade || '/' || edition = any(:editions)) as adopted
                  from supply.item i
                 where subject = any(:subjects) and scopes && cast(:scopes as text[])
                   and array(select subject || '/' || grade from unnest(grades) grade) && cast(:cells as text[])
                   and resource_id <> all(:used) and not (:person = any(author_ids)))
            """;

    private final JdbcClient jdbc;

    ShelfCandidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An item with what speaks for it.
     *
     * @param planned the plan teaches it this week or next
     * @param seen by how many it was seen, for unproven ones
     */
    record Candidate(
            UUID resourceId,
            UUID schoolId,
            String title,
            @Nullable String type,
            String subject,
            List<String> grades,
            @Nullable String edition,
            List<String> chapters,
            @Nullable Integer plannedFrom,
            Instant publishedAt,
            boolean planned,
            boolean lead,
            boolean paired,
            boolean colleague,
            boolean adopted,
            double points,
            long seen) {}

    /** Best first. */
    List<Candidate> best(Need need, int most) {
        return asked(
                        FOUND
                                + """
                        select found.*, 0 as seen,
                               4 * planned::int + 2 * (lead or paired)::int + colleague::int + adopted::int
                               + 0.5 * in_season::int as points
                          from found order by points desc, published_at desc, resource_id limit :most
                        """,
                        need)
                .param("most", most)
                .query(ShelfCandidates::candidate)
                .list();
    }

    /** New ones that too few have seen, the least seen first. @param since published since then */
    List<Candidate> unproven(Need need, Instant since, Collection<String> smallSubjects, int most) {
        return asked(
                        FOUND
                                + """
                        select found.*, 0 as points, seen.n as seen
                          from found cross join lateral
                               (select count(*) as n from supply.impression where resource_id = found.resource_id) as seen
                         where published_at >= :since and in_season
                           and seen.n < case when subject = any(:small) then :fewEnough else :enough end
                         order by seen.n, published_at desc, resource_id limit :most
                        """,
                        need)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("small", smallSubjects.toArray(String[]::new))
                .param("enough", Impressions.ENOUGH)
                .param("fewEnough", Impressions.ENOUGH_IN_SMALL_SUBJECTS)
                .param("most", most)
                .query(ShelfCandidates::candidate)
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql, Need need) {
        Term term = need.term();
        return jdbc.sql(sql)
                .param("half", term == null ? "" : term.half())
                .param("week", need.week())
                .param("leads", ids(need.leads()))
                .param("paired", ids(need.paired()))
                .param("colleagues", ids(need.colleagues()))
                .param("editions", need.editions().toArray(String[]::new))
                .param("subjects", need.subjects().toArray(String[]::new))
                .param("scopes", need.scopes().toArray(String[]::new))
                .param("cells", need.cells().toArray(String[]::new))
                .param("used", ids(need.used()))
                .param("person", need.personId());
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        return new Candidate(
                row.getObject("resource_id", UUID.class),
                row.getObject("school_id", UUID.class),
                row.getString("title"),
                row.getString("type"),
                row.getString("subject"),
                texts(row, "grades"),
                row.getString("edition"),
                texts(row, "chapters"),
                row.getObject("planned_from", Integer.class),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("planned"),
                row.getBoolean("lead"),
                row.getBoolean("paired"),
                row.getBoolean("colleague"),
                row.getBoolean("adopted"),
                row.getDouble("points"),
                row.getLong("seen"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
