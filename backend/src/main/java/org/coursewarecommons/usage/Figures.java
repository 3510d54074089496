package org.coursewarecommons.usage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sums of a resource, kept beside what they add up so that search never counts rows. */
@Component
class Figures implements UsageFigures {

    private final JdbcClient jdbc;

    Figures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(UUID resourceId, long downloads, long ratings, long stars) {

        UsageFigures.Figures figures() {
            return new UsageFigures.Figures(downloads, ratings, ratings == 0 ? 0 : (double) stars / ratings);
        }
    }

    @Override
    public Map<UUID, UsageFigures.Figures> of(Collection<UUID> resourceIds) {
        if (resourceIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(
                        """
                        select resource_id, downloads, ratings, stars from usage.figures
                         where resource_id = any(:ids) and (downloads > 0 or ratings > 0)
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query((row, number) ->
                        new Row(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::resourceId, Row::figures));
    }

    /** Holds the resource's figures until the transaction ends. */
    void lock(UUID resourceId) {
        lock(List.of(resourceId));
    }

    /** Holds them all, in one order, so that two of these wait for each other rather than for ever. */
    void lock(Collection<UUID> resourceIds) {
        UUID[] ids = resourceIds.toArray(UUID[]::new);
        jdbc.sql(
                        """
                        insert into usage.figures (resource_id) select id from unnest(:ids) as r (id) order by id
                        on conflict (resource_id) do nothing
                        """)
                .param("ids", ids)
                .update();
        jdbc.sql(
                        """
                        select resource_id from usage.figures where resource_id = any(:ids)
                         order by resource_id for update
                        """)
                .param("ids", ids)
                .query(UUID.class)
                .list();
    }

    /** Search hears of it in a moment. @param more by resource; negative ones take away */
    void addDownloads(Map<UUID, Integer> more) {
        jdbc.sql(
                        """
                        update usage.figures set downloads = downloads + more, untold = true
                          from unnest(:ids, :more) as m (id, more) where resource_id = id
                        """)
                .param("ids", more.keySet().toArray(UUID[]::new))
                .param("more", more.values().toArray(Integer[]::new))
                .update();
    }

    /** @param newRatings 1 for a first rating of a person, 0 for a changed one */
    void addRating(UUID resourceId, int newRatings, int moreStars) {
        jdbc.sql(
                        "update usage.figures set ratings = ratings + :ratings, stars = stars + :stars where resource_id = :id")
                .param("ratings", newRatings)
                .param("stars", moreStars)
                .param("id", resourceId)
                .update();
    }
}
