package org.coursewarecommons.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.LiveItem;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the weekly table in the transaction of the events it is made from. */
@Component
class CleanUseFeed {

    private static final int CHUNK = 500;
    private static final int LONG_LOOK_SECONDS = 60;
    private static final double LONG_LOOK_FRACTION = 0.25;
    private static final double OWN_SCHOOL = 0.5;

    /** The same in SQL as {@link #weight}. */
    private static final String WEIGHT =
            """
            case verb when 'PREVIEW' then case when duration_seconds >= 60 or fraction >= 0.25 then 0.25 else 0 end
                      when 'DOWNLOAD' then 0.5 when 'COLLECT' then 0.75 when 'CLASS_USE' then 1 when 'ADAPT' then 1.5
                      else 0 end
            """;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final WorkingDays calendar;
    private final PersonKeys keys;
    private final TransactionTemplate transaction;

    CleanUseFeed(
            JdbcClient jdbc,
            Catalogue catalogue,
            WorkingDays calendar,
            PersonKeys keys,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.keys = keys;
        this.transaction = transaction;
    }

    /** Where a use is booked. */
    private record Slot(UUID resourceId, String week, String user, UUID schoolId, Use.Facts facts)
            implements Comparable<Slot> {

        private static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::resourceId).thenComparing(Slot::week).thenComparing(Slot::user);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }
    }

    /** One statement for all, in an order in which two batches cannot block each other. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(Collection<Use> uses) {
        Map<Slot, Double> weights = new TreeMap<>();
        for (Use use : uses) {
            Slot slot = slot(use);
            double weight = weight(use.event());
            if (slot != null && weight > 0) {
                boolean own = slot.schoolId().equals(slot.facts().ownerSchoolId());
                weights.merge(slot, own ? weight * OWN_SCHOOL : weight, Math::max);
            }
        }
        if (!weights.isEmpty()) {
            write(weights);
        }
    }

    private @Nullable Slot slot(Use use) {
        Use.Facts facts = use.facts();
        UUID schoolId = use.schoolId();
        String onBehalfOf = use.event().onBehalfOf();
        // Staff of the district teach no class; a system that names nobody is a robot.
        if (facts == null || facts.own() || schoolId == null || (use.client() && onBehalfOf == null)) {
            return null;
        }
        String user = keys.lasting(use.actorId(), onBehalfOf);
        return new Slot(use.event().resourceId(), week(use.event().at()), user, schoolId, facts);
    }

    private String week(Instant at) {
        return Term.monday(calendar.dayOf(at)).toString();
    }

    static double weight(UsageEventBody event) {
        return switch (event.verb()) {
            case VIEW -> 0;
            case PREVIEW -> isLongLook(event) ? 0.25 : 0;
            case DOWNLOAD -> 0.5;
            case COLLECT -> 0.75;
            case CLASS_USE -> 1;
            case ADAPT -> 1.5;
        };
    }

    private static boolean isLongLook(UsageEventBody event) {
        return (event.durationSeconds() != null && event.durationSeconds() >= LONG_LOOK_SECONDS)
                || (event.fraction() != null && event.fraction() >= LONG_LOOK_FRACTION);
    }

    private void write(Map<Slot, Double> weights) {
        List<Slot> slots = new ArrayList<>(weights.keySet());
        jdbc.sql(
                        """
                        insert into usage.clean_use
                               (week, resource_id, user_key, school_id, owner_school_id, subject, grades, weight)
                        select cast(week as date), resource, user_key, school, owner, nullif(subject, ''),
                               string_to_array(grades, '|'), weight
                          from unnest(:weeks, :resources, :users, :schools, :owners, :subjects, :grades, :weights)
                               as use (week, resource, user_key, school, owner, subject, grades, weight)
                        on conflict (week, resource_id, user_key) do update set weight = excluded.weight
                         where excluded.weight > clean_use.weight
                        """)
                .param("weeks", texts(slots, Slot::week))
                .param("resources", ids(slots, Slot::resourceId))
                .param("users", texts(slots, Slot::user))
                .param("schools", ids(slots, Slot::schoolId))
                .param("owners", ids(slots, slot -> slot.facts().ownerSchoolId()))
                .param("subjects", texts(slots, slot -> slot.facts().subject()))
                .param("grades", texts(slots, slot -> slot.facts().grades()))
                .param("weights", weights.values().toArray(Double[]::new))
                .update();
    }

    /** A database that is older than the table: fills it once from the events. */
    @EventListener(ApplicationReadyEvent.class)
    public void fill() {
        boolean missing = jdbc.sql(
                        """
                        select not exists (select 1 from usage.clean_use)
                               and exists (select 1 from usage.event where verb in ('DOWNLOAD', 'COLLECT', 'CLASS_USE', 'ADAPT'))
                        """)
                .query(Boolean.class)
                .single();
        if (!missing) {
            return;
        }
        List<UUID> used = jdbc.sql("select distinct resource_id from usage.event order by resource_id")
                .query(UUID.class)
                .list();
        for (int from = 0; from < used.size(); from += CHUNK) {
            List<UUID> chunk = used.subList(from, Math.min(used.size(), from + CHUNK));
            transaction.executeWithoutResult(status -> rebuild(chunk));
        }
    }

    /** Only what is live can be told apart from its authors; other resources keep the sums they have. */
    @Transactional(propagation = Propagation.MANDATORY)
    void rebuild(Collection<UUID> resourceIds) {
        List<LiveItem> items = catalogue.live(resourceIds).values().stream().toList();
        if (items.isEmpty()) {
            return;
        }
        UUID[] ids = ids(items, LiveItem::resourceId);
        jdbc.sql("delete from usage.clean_use where resource_id = any(:ids)")
                .param("ids", ids)
                .update();
        List<UUID[]> authorships = items.stream()
                .flatMap(item -> item.contributorIds().stream().map(person -> new UUID[] {item.resourceId(), person}))
                .toList();
        PersonKeys.Pads pads = keys.lasting();
        jdbc.sql(
                        "insert into usage.clean_use (week, resource_id, user_key, school_id, owner_school_id, subject, grades, weight)"
                                + " with weighed as (select *, " + WEIGHT
                                + " as w from usage.event where resource_id = any(:ids))"
                                + """
                         select cast(date_trunc('week', e.at at time zone :zone) as date), e.resource_id,
                                encode(sha256(:outer || sha256(:inner || convert_to(
                                    e.actor_id || coalesce(':' || e.on_behalf_of, ''), 'UTF8'))), 'hex'),
                                min(cast(e.school_id as text))::uuid,
                                r.owner, nullif(r.subject, ''), string_to_array(r.grades, '|'),
                                max(e.w * case when e.school_id = r.owner then 0.5 else 1 end)
                           from weighed e
                           join unnest(:ids, :owners, :subjects, :grades) as r (id, owner, subject, grades)
                             on r.id = e.resource_id
                          where e.w > 0 and e.school_id is not null and (not e.client or e.on_behalf_of is not null)
                            and (e.resource_id, e.actor_id) not in (select * from unnest(:authored, :authors))
                            and not exists (select 1 from usage.event_void v
                                             where v.actor_id = e.actor_id and v.event_id = e.event_id)
                          group by 1, 2, 3, 5, 6, 7
                        """)
                .param("ids", ids)
                .param("zone", calendar.zone().getId())
                .param("outer", pads.outer())
                .param("inner", pads.inner())
                .param("owners", ids(items, LiveItem::schoolId))
                .param("subjects", texts(items, LiveItem::subject))
                .param("grades", texts(items, item -> String.join("|", item.grades())))
                .param("authored", ids(authorships, pair -> pair[0]))
                .param("authors", ids(authorships, pair -> pair[1]))
                .update();
    }

    private static <T> UUID[] ids(List<T> rows, Function<T, UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
