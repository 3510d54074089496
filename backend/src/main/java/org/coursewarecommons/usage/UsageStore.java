package org.coursewarecommons.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps uses, each once, and the download figure that follows from them. */
@Component
class UsageStore implements ProvenUse {

    private final JdbcClient jdbc;
    private final EventRows rows;
    private final Figures figures;
    private final CleanUseFeed clean;
    private final DomainClock clock;

    UsageStore(JdbcClient jdbc, EventRows rows, Figures figures, CleanUseFeed clean, DomainClock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.figures = figures;
        this.clean = clean;
        this.clock = clock;
    }

    /** Whose downloads follow one another. */
    private record Reader(UUID resourceId, UUID actorId, @Nullable String onBehalfOf) {}

    /**
     * All in one transaction, in a fixed number of statements: keys, figures, events and weeks, each of these in an order
     * of its own, so that two batches cannot block each other. A repeated event changes nothing.
     */
    @Transactional
    void keep(List<Use> uses) {
        if (uses.isEmpty()) {
            return;
        }
        Set<EventRows.Key> unseen = rows.reserve(uses);
        // The first of a batch that repeats itself.
        List<Use> fresh = uses.stream()
                .filter(use -> unseen.remove(EventRows.Key.of(use)))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<Use> downloads = fresh.stream()
                .filter(use -> use.event().verb() == Verb.DOWNLOAD && !use.own())
                .toList();
        Set<EventRows.Key> counted = downloads.isEmpty() ? Set.of() : counted(downloads);
        rows.insert(fresh, counted, clock.now());
        // After all figures are held, so that nobody waits for a figure who holds a week of another.
        clean.add(fresh);
    }

    /** The downloads that count, added to the figures. */
    private Set<EventRows.Key> counted(List<Use> downloads) {
        figures.lock(downloads.stream().map(use -> use.event().resourceId()).collect(Collectors.toSet()));
        Duration repeat = CleaningRules.current().repeat();
        Map<Reader, List<java.time.Instant>> known = new HashMap<>();
        rows.countedNear(downloads, repeat.toSeconds()).forEach(row -> known.computeIfAbsent(
                        new Reader(row.resourceId(), row.actorId(), row.onBehalfOf()), reader -> new ArrayList<>())
                .add(row.at()));
        Set<EventRows.Key> counted = new HashSet<>();
        Map<UUID, Integer> more = new TreeMap<>();
        for (Use use : downloads) {
            UsageEventBody event = use.event();
            List<java.time.Instant> before = known.computeIfAbsent(
                    new Reader(event.resourceId(), use.actorId(), event.onBehalfOf()), reader -> new ArrayList<>());
            // A double click, or a client that reports what our door saw, too (DOMAIN 4.3 C3).
            boolean repeats = before.stream()
                    .anyMatch(at -> Duration.between(at, event.at()).abs().compareTo(repeat) < 0);
            if (!repeats) {
                before.add(event.at());
                counted.add(EventRows.Key.of(use));
                more.merge(event.resourceId(), 1, Integer::sum);
            }
        }
        if (!more.isEmpty()) {
            figures.addDownloads(more);
        }
        return counted;
    }

    /** The person has done more than look at it. */
    @Override
    public boolean hasUsed(UUID resourceId, UUID personId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from usage.event e
                                        where resource_id = :resource and actor_id = :person
                                          and verb in ('DOWNLOAD', 'COLLECT', 'CLASS_USE', 'ADAPT')
                                          and not exists (select 1 from usage.event_void v
                                                           where v.actor_id = e.actor_id and v.event_id = e.event_id))
                        """)
                .param("resource", resourceId)
                .param("person", personId)
                .query(Boolean.class)
                .single();
    }
}
