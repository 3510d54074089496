package org.coursewarecommons.usage;

import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes uses back by the word of who reported them: the events stay, what they added up to goes. */
@Component
class Voids {

    private final JdbcClient jdbc;
    private final Figures figures;
    private final CleanUseFeed clean;
    private final DomainClock clock;

    Voids(JdbcClient jdbc, Figures figures, CleanUseFeed clean, DomainClock clock) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.clean = clean;
        this.clock = clock;
    }

    private record Voided(UUID resourceId, boolean counted) {}

    /**
     * Once an event, however often it is voided. Cleanings that were made before keep their figures.
     *
     * @param targets by the id of the event, the id of the statement that voids it
     * @return those events that are the sender's; others can't be told from ones that never were
     */
    @Transactional
    Set<UUID> take(UUID actorId, Map<UUID, UUID> targets) {
        if (targets.isEmpty()) {
            return Set.of();
        }
        UUID[] ids = targets.keySet().toArray(UUID[]::new);
        Set<UUID> known = new HashSet<>(
                jdbc.sql("select event_id from usage.event_key where actor_id = :actor and event_id = any(:ids)")
                        .param("actor", actorId)
                        .param("ids", ids)
                        .query(UUID.class)
                        .list());
        List<UUID> fresh = jdbc.sql(
                        """
                        insert into usage.event_void (actor_id, event_id, statement_id, voided_at)
                        select :actor, event, statement, :now from unnest(:ids, :statements) as v (event, statement)
                         where event = any(:known) order by event
                        on conflict (actor_id, event_id) do nothing returning event_id
                        """)
                .param("actor", actorId)
                .param("ids", ids)
                .param("statements", targets.values().toArray(UUID[]::new))
                .param("known", known.toArray(UUID[]::new))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
        if (!fresh.isEmpty()) {
            subtract(voided(actorId, fresh));
        }
        return known;
    }

    private List<Voided> voided(UUID actorId, List<UUID> fresh) {
        // The time of the key leads to the month of the event.
        return jdbc.sql(
                        """
                        select e.resource_id, e.counted
                          from usage.event_key k
                          join usage.event e on e.at = k.at and e.actor_id = k.actor_id and e.event_id = k.event_id
                         where k.actor_id = :actor and k.event_id = any(:ids)
                        """)
                .param("actor", actorId)
                .param("ids", fresh.toArray(UUID[]::new))
                .query(Voided.class)
                .list();
    }

    private void subtract(List<Voided> voided) {
        Map<UUID, Integer> less = new TreeMap<>();
        voided.stream().filter(Voided::counted).forEach(use -> less.merge(use.resourceId(), -1, Integer::sum));
        if (!less.isEmpty()) {
            figures.lock(less.keySet());
            figures.addDownloads(less);
        }
        clean.rebuild(voided.stream().map(Voided::resourceId).collect(Collectors.toSet()));
    }
}
