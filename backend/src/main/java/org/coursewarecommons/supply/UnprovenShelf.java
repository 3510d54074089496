package org.coursewarecommons.supply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.CodeLists;
import org.coursewarecommons.search.spi.UnprovenItems;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What search may give a slot. The list is read every few seconds and what was shown is written as often, so that a page
 * of hits waits for neither; a backend that is killed forgets some seconds of impressions, which only shows an item a few
 * times more.
 */
@Component
class UnprovenShelf implements UnprovenItems {

    private static final int MOST = 200;
    private static final int MONTHS = 6;

    private final JdbcClient jdbc;
    private final Impressions impressions;
    private final CodeLists lists;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final Queue<Impression> pending = new ConcurrentLinkedQueue<>();
    private volatile List<UUID> waiting = List.of();

    UnprovenShelf(JdbcClient jdbc, Impressions impressions, CodeLists lists, DomainClock clock, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.impressions = impressions;
        this.lists = lists;
        this.clock = clock;
        this.calendar = calendar;
    }

    private record Impression(UUID resourceId, UUID personId) {}

    @Override
    public List<UUID> waiting() {
        return waiting;
    }

    @Override
    public void shown(Collection<UUID> resourceIds, UUID personId) {
        resourceIds.forEach(id -> pending.add(new Impression(id, personId)));
    }

    @Scheduled(fixedDelay = 5_000)
    void refresh() {
        note();
        Instant since = calendar.dayOf(clock.now())
                .minusMonths(MONTHS)
                .atStartOfDay(calendar.zone())
                .toInstant();
        waiting = List.copyOf(jdbc.sql(
                        """
                        with fresh as (
                            select i.resource_id, i.published_at, i.subject = any(:small) as small,
                                   (select count(*) from supply.impression m where m.resource_id = i.resource_id) as seen
                              from supply.item i where i.published_at >= :since
                             order by i.published_at desc limit 2000)
                        select resource_id from fresh
                         where seen < case when small then :fewEnough else :enough end
                         order by seen, published_at desc, resource_id limit :most
                        """)
                .param("small", smallSubjects().toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("enough", Impressions.ENOUGH)
                .param("fewEnough", Impressions.ENOUGH_IN_SMALL_SUBJECTS)
                .param("most", MOST)
                .query(UUID.class)
                .list());
    }

    private void note() {
        List<Impression> noted = new ArrayList<>();
        for (Impression one = pending.poll(); one != null; one = pending.poll()) {
            noted.add(one);
        }
        Map<UUID, List<UUID>> byPerson = noted.stream()
                .collect(Collectors.groupingBy(
                        Impression::personId, Collectors.mapping(Impression::resourceId, Collectors.toList())));
        byPerson.forEach((person, shown) -> impressions.shown(shown, person));
    }

    private Set<String> smallSubjects() {
        return lists.properties("subjects").entrySet().stream()
                .filter(subject -> "true".equals(subject.getValue().get("small")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
