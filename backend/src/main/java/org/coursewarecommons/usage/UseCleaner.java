package org.coursewarecommons.usage;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies the rules C1–C8 of DOMAIN 4.3 to the raw events of a window, in a handful of statements over all of them:
 * each event gets the first rule that takes it out, or none. C9 is that a run is never changed by a later one: what came
 * late, was voided, or was judged a spike since then shows in the next.
 */
@Component
class UseCleaner {

    /** Rules that look at one event alone. */
    private static final String JUDGE =
            """
            create temp table judged on commit drop as
            select e.resource_id, e.actor_id, coalesce(e.on_behalf_of, '') collate "C" as behalf, e.event_id, e.school_id,
                   e.verb collate "C" as verb,
                   e.at, e.session_id, (e.at at time zone :zone) as local, i.school_id as owner_school,
                   case e.verb when 'PREVIEW' then 0.25 when 'DOWNLOAD' then 0.5 when 'COLLECT' then 0.75
                               when 'CLASS_USE' then 1 when 'ADAPT' then 1.5 else 0 end as weight,
                   case when x.event_id is not null then 'voided'
                        when e.robot then 'robots'
                        when e.client and e.on_behalf_of is null then 'machines'
                        when a.resource_id is not null then 'author'
                        when v.resource_id is not null then 'reviewer'
                        when e.school_id is null or e.actor_id = any(:staff) then 'staff'
                        when e.verb = 'PREVIEW' and not coalesce(e.duration_seconds >= :longLook, false)
                             and not coalesce(e.fraction >= :longShare, false) then 'shortPreview'
                        when s.resource_id is not null then 'spike'
                   end as reason
              from usage.event e
              join clean_item i on i.id = e.resource_id
              left join clean_author a on a.resource_id = e.resource_id and a.person_id = e.actor_id
              left join usage.event_void x on x.actor_id = e.actor_id and x.event_id = e.event_id
              left join (select distinct on (resource_id, day) resource_id, day, excluded from usage.spike_decision
                          order by resource_id, day, revision desc) s
                     on s.resource_id = e.resource_id and s.excluded and s.day = cast(e.at at time zone :zone as date)
              left join clean_involved v on v.resource_id = e.resource_id and v.person_id = e.actor_id
             where e.at >= :from and e.at < :until
            """;

    /** Rules that look at a person's events one after another: double clicks, then sittings. */
    private static final String REPEATS =
            """
            create temp table units on commit drop as
            with gaps as (
                select *, lead(at) over (partition by resource_id, actor_id, behalf, verb order by at, event_id) as next
                  from judged where reason is null),
            single as (
                select *, coalesce(next < at + make_interval(secs => :repeat), false) as repeated from gaps),
            sittings as (
                select *, not repeated and row_number() over (
                           partition by resource_id, actor_id, behalf, verb, repeated,
                                        date_trunc(case when session_id is null then 'hour' else 'day' end, local),
                                        coalesce(session_id, '') collate "C"
                           order by at desc, event_id desc) > 1 as again
                  from single)
            select resource_id, actor_id, behalf, school_id, verb, owner_school, weight, cast(local as date) as day,
                   (cast(local as date) - cast(:first as date)) / 7 + 1 as week,
                   case when repeated then 'doubleClick' when again then 'session' end as reason
              from sittings
            """;

    /** C6 and C7, with opaque keys in place of persons. */
    private static final String WEEKS =
            """
            insert into usage.weekly_use (run_id, resource_id, person_key, week, school_id, weight, deep)
            with weeks as materialized (
                select resource_id, actor_id, behalf, week,
                       cast(min(cast(school_id as text) collate "C") as uuid) as school_id,
                       max(weight * case when school_id = owner_school then :ownSchool else 1 end) as weight,
                       bool_or(verb in ('COLLECT', 'CLASS_USE', 'ADAPT')) as deep
                  from units where reason is null and weight > 0
                 group by resource_id, actor_id, behalf, week),
            persons as materialized (
                select actor_id, behalf,
                       sha256(:outer || sha256(:inner || convert_to(actor_id || ':' || behalf, 'UTF8'))) as person_key
                  from (select distinct actor_id, behalf from weeks) as found)
            select :run, resource_id, person_key, week, school_id, weight, deep
              from weeks join persons using (actor_id, behalf)
            """;

    private static final String EXCLUDED =
            """
            insert into usage.excluded_use (run_id, resource_id, rule, reason, events)
            select :run, resource_id,
                   case reason when 'shortPreview' then 'C1' when 'robots' then 'C2' when 'machines' then 'C2'
                               when 'doubleClick' then 'C3' when 'session' then 'C4' when 'lighterUse' then 'C6'
                               when 'spike' then 'C8' when 'voided' then 'C9'
                               else 'C5' end,
                   reason, sum(events)
              from (select resource_id, reason, count(*) as events from judged
                     where reason is not null group by resource_id, reason
                    union all
                    select resource_id, reason, count(*) from units where reason is not null group by resource_id, reason
                    union all
                    select resource_id, 'lighterUse', weighed - weeks
                      from (select resource_id, count(*) as weighed from units
                             where reason is null and weight > 0 group by resource_id) as all_of
                      join (select resource_id, count(*) as weeks from usage.weekly_use
                             where run_id = :run group by resource_id) as kept using (resource_id)
                     where weighed > weeks) as taken
             group by resource_id, reason
            """;

    private static final String SPIKES =
            """
            insert into usage.spike (run_id, resource_id, day, units, usual)
            select :run, resource_id, day, units, usual
              from (select resource_id, day, count(*) as units,
                           (sum(count(*)) over (partition by resource_id) - count(*)) / cast(:days as double precision) as usual
                      from units where reason is null and weight > 0 group by resource_id, day) as days
             where units >= :spikeUnits and units > :spikeFactor * usual
            """;

    private static final String DAYS =
            """
            insert into usage.daily_use (day, resource_id, school_id, verb, units)
            select day, resource_id, school_id, verb, count(*)
              from units where reason is null group by 1, 2, 3, 4
            on conflict (day, resource_id, school_id, verb) do update set units = excluded.units
            """;

    private final JdbcClient jdbc;
    private final PersonKeys keys;
    private final DomainClock clock;
    private final ZoneId zone;

    UseCleaner(JdbcClient jdbc, PersonKeys keys, DomainClock clock, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.zone = calendar.zone();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    CleanWindows.Counts clean(
            CleanWindows.Window window,
            Collection<CleanWindows.Item> items,
            Collection<CleanWindows.Involved> involved,
            Set<UUID> staff) {
        CleaningRules rules = CleaningRules.current();
        jdbc.sql("delete from usage.cleaning_run where id = :run")
                .param("run", window.runId())
                .update();
        // A window is sorted twice; on disk that takes most of the time.
        jdbc.sql("set local work_mem = '128MB'").update();
        stage(items, involved);
        judge(window, staff, rules);
        jdbc.sql(REPEATS)
                .param("repeat", (double) rules.repeat().toSeconds())
                .param("first", window.firstWeek())
                .update();
        jdbc.sql(
                        """
                        insert into usage.cleaning_run (id, rules, term, first_week, weeks, events, cleaned_at)
                        select :run, :rules, :term, :first, :weeks, count(*), :now from judged
                        """)
                .param("run", window.runId())
                .param("rules", rules.version())
                .param("term", window.term())
                .param("first", window.firstWeek())
                .param("weeks", window.weeks())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        fill(window, rules);
        return counts(window.runId());
    }

    private void stage(Collection<CleanWindows.Item> items, Collection<CleanWindows.Involved> involved) {
        List<CleanWindows.Involved> authors = items.stream()
                .flatMap(item ->
                        item.authors().stream().map(person -> new CleanWindows.Involved(item.resourceId(), person)))
                .toList();
        jdbc.sql(
                        "create temp table clean_item on commit drop as select * from unnest(:ids, :schools) as i (id, school_id)")
                .param("ids", items.stream().map(CleanWindows.Item::resourceId).toArray(UUID[]::new))
                .param(
                        "schools",
                        items.stream().map(CleanWindows.Item::schoolId).toArray(UUID[]::new))
                .update();
        pairs("clean_author", authors);
        pairs("clean_involved", involved);
        jdbc.sql("analyze clean_item, clean_author, clean_involved").update();
    }

    private void pairs(String table, Collection<CleanWindows.Involved> pairs) {
        jdbc.sql(
                        "create temp table " + table
                                + " on commit drop as select distinct * from unnest(:resources, :persons) as p (resource_id, person_id)")
                .param(
                        "resources",
                        pairs.stream().map(CleanWindows.Involved::resourceId).toArray(UUID[]::new))
                .param(
                        "persons",
                        pairs.stream().map(CleanWindows.Involved::personId).toArray(UUID[]::new))
                .update();
    }

    private void judge(CleanWindows.Window window, Set<UUID> staff, CleaningRules rules) {
        jdbc.sql(JUDGE)
                .param("zone", zone.getId())
                .param("staff", staff.toArray(UUID[]::new))
                .param("longLook", rules.longLook().toSeconds())
                .param("longShare", rules.longShare())
                .param("from", window.firstWeek().atStartOfDay(zone).toOffsetDateTime())
                .param(
                        "until",
                        window.firstWeek()
                                .plusWeeks(window.weeks())
                                .atStartOfDay(zone)
                                .toOffsetDateTime())
                .update();
    }

    private void fill(CleanWindows.Window window, CleaningRules rules) {
        PersonKeys.Pads pads = keys.ofTerm(window.term());
        jdbc.sql(WEEKS)
                .param("run", window.runId())
                .param("outer", pads.outer())
                .param("inner", pads.inner())
                .param("ownSchool", rules.ownSchool())
                .update();
        jdbc.sql(EXCLUDED).param("run", window.runId()).update();
        jdbc.sql(SPIKES)
                .param("run", window.runId())
                .param("days", window.weeks() * 7)
                .param("spikeUnits", rules.spikeUnits())
                .param("spikeFactor", rules.spikeFactor())
                .update();
        jdbc.sql(
                        "delete from usage.daily_use where day >= :from and day < :until and resource_id in (select id from clean_item)")
                .param("from", window.firstWeek())
                .param("until", window.firstWeek().plusWeeks(window.weeks()))
                .update();
        jdbc.sql(DAYS).update();
        jdbc.sql("drop table judged, units, clean_item, clean_author, clean_involved")
                .update();
    }

    private record Reason(String reason, long events) {}

    private CleanWindows.Counts counts(UUID runId) {
        Map<String, Long> excluded = new TreeMap<>();
        jdbc.sql("select reason, sum(events) as events from usage.excluded_use where run_id = :run group by reason")
                .param("run", runId)
                .query(Reason.class)
                .list()
                .forEach(row -> excluded.put(row.reason(), row.events()));
        long events = jdbc.sql("select events from usage.cleaning_run where id = :run")
                .param("run", runId)
                .query(Long.class)
                .single();
        return new CleanWindows.Counts(events, excluded);
    }
}
