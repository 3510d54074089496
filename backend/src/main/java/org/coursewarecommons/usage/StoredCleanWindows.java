package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredCleanWindows implements CleanWindows {

    /** Only what was used in season counts; persons are followed through the weeks by their opaque keys. */
    private static final String SUMS =
            """
            with item as (
                select * from unnest(:ids, :schools, :seasons) as i (id, school_id, season)),
            circle as (
                select * from unnest(:members, :others) as c (school_id, other_id)),
            used as (
                select w.*, i.season, w.school_id = any(:rural) as rural,
                       w.school_id <> i.school_id and c.other_id is null as outside
                  from usage.weekly_use w join item i on i.id = w.resource_id
                  left join circle c on c.school_id = i.school_id and c.other_id = w.school_id
                 where w.run_id = :run and substr(i.season, w.week, 1) = '1'),
            person as (
                select resource_id, person_key, bool_or(deep) as deep, count(*) as weeks,
                       min(week) < max(length(rtrim(season, '0'))) as prior
                  from used group by resource_id, person_key),
            persons as (
                select resource_id, count(*) as users, count(*) filter (where deep) as deep,
                       count(*) filter (where prior) as prior, count(*) filter (where weeks > 1) as returning
                  from person group by resource_id),
            sums as (
                select resource_id, sum(weight) as use, count(distinct school_id) as schools,
                       coalesce(sum(weight) filter (where outside), 0) as outside,
                       coalesce(sum(weight) filter (where rural), 0) as rural
                  from used group by resource_id)
            select i.id as resource_id, coalesce(s.use, 0) as use, coalesce(s.outside, 0) as outside,
                   coalesce(s.rural, 0) as rural, coalesce(s.schools, 0) as schools, coalesce(p.users, 0) as users,
                   coalesce(p.deep, 0) as deep, coalesce(p.prior, 0) as prior, coalesce(p.returning, 0) as returning,
                   coalesce(v.views, 0) as views, coalesce(k.spikes, 0) as spikes
              from item i left join sums s on s.resource_id = i.id left join persons p on p.resource_id = i.id
              left join (select resource_id, sum(units) as views from usage.daily_use
                          where verb = 'VIEW' and day >= :from and day < :until group by resource_id) as v
                     on v.resource_id = i.id
              left join (select resource_id, count(*) as spikes from usage.spike where run_id = :run
                          group by resource_id) as k on k.resource_id = i.id
            """;

    private final JdbcClient jdbc;
    private final UseCleaner cleaner;
    private final ZoneId zone;

    StoredCleanWindows(JdbcClient jdbc, UseCleaner cleaner, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.cleaner = cleaner;
        this.zone = calendar.zone();
    }

    private record Run(LocalDate firstWeek, int weeks) {}

    private record SumRow(
            UUID resourceId,
            double use,
            double outside,
            double rural,
            int schools,
            int users,
            int deep,
            int prior,
            int returning,
            long views,
            int spikes) {}

    private record Excluded(UUID resourceId, String reason, long events) {}

    @Override
    @Transactional
    public Counts clean(Window window, Collection<Item> items, Collection<Involved> involved, Set<UUID> staff) {
        return cleaner.clean(window, items, involved, staff);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Sums> sums(
            UUID runId, Collection<Season> seasons, Map<UUID, Set<UUID>> circles, Set<UUID> ruralSchools) {
        Run run = jdbc.sql("select first_week, weeks from usage.cleaning_run where id = :run")
                .param("run", runId)
                .query(Run.class)
                .single();
        Map<UUID, Map<String, Long>> excluded = excluded(runId);
        List<UUID[]> pairs = circles.entrySet().stream()
                .flatMap(circle -> circle.getValue().stream().map(other -> new UUID[] {circle.getKey(), other}))
                .toList();
        Map<UUID, Sums> sums = new HashMap<>();
        jdbc.sql("set local work_mem = '128MB'").update();
        jdbc.sql(SUMS)
                .param("run", runId)
                .param("ids", seasons.stream().map(Season::resourceId).toArray(UUID[]::new))
                .param("schools", seasons.stream().map(Season::schoolId).toArray(UUID[]::new))
                .param("seasons", seasons.stream().map(Season::weeks).toArray(String[]::new))
                .param("members", pairs.stream().map(pair -> pair[0]).toArray(UUID[]::new))
                .param("others", pairs.stream().map(pair -> pair[1]).toArray(UUID[]::new))
                .param("rural", ruralSchools.toArray(UUID[]::new))
                .param("from", run.firstWeek())
                .param("until", run.firstWeek().plusWeeks(run.weeks()))
                .query(SumRow.class)
                .list()
                .forEach(row ->
                        sums.put(row.resourceId(), sums(row, excluded.getOrDefault(row.resourceId(), Map.of()))));
        return sums;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Stars> stars(Collection<UUID> resourceIds, LocalDate until) {
        Map<UUID, Stars> stars = new HashMap<>();
        jdbc.sql(
                        """
                        select resource_id, sum(stars) as stars, count(*) as ratings from usage.rating
                         where resource_id = any(:ids) and updated_at < :until and hidden is distinct from 'RATING'
                         group by resource_id
                        """)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .param("until", until.atStartOfDay(zone).toOffsetDateTime())
                .query((RowCallbackHandler) row -> stars.put(
                        row.getObject("resource_id", UUID.class),
                        new Stars(row.getDouble("stars"), row.getInt("ratings"))));
        return stars;
    }

    private Map<UUID, Map<String, Long>> excluded(UUID runId) {
        Map<UUID, Map<String, Long>> excluded = new HashMap<>();
        jdbc.sql("select resource_id, reason, events from usage.excluded_use where run_id = :run")
                .param("run", runId)
                .query(Excluded.class)
                .list()
                .forEach(row -> excluded.computeIfAbsent(row.resourceId(), id -> new TreeMap<>())
                        .put(row.reason(), row.events()));
        return excluded;
    }

    private static Sums sums(SumRow row, Map<String, Long> excluded) {
        return new Sums(
                row.use(),
                row.outside(),
                row.rural(),
                row.schools(),
                row.users(),
                row.deep(),
                row.prior(),
                row.returning(),
                row.views(),
                row.spikes(),
                excluded);
    }
}
