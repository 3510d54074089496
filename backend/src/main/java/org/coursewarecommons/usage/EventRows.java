package org.coursewarecommons.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The raw events: a batch is a handful of statements, however many events it has. */
@Repository
class EventRows {

    private final JdbcClient jdbc;

    EventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What makes an event one: its sender and the id that the sender gave it. */
    record Key(UUID actorId, UUID eventId) {

        static Key of(Use use) {
            return new Key(use.actorId(), use.event().eventId());
        }
    }

    /** A download that is part of its resource's figure. */
    record Counted(UUID resourceId, UUID actorId, @Nullable String onBehalfOf, Instant at) {}

    private record CountedRow(
            UUID resourceId, UUID actorId, @Nullable String onBehalfOf, java.time.OffsetDateTime at) {}

    /** Books the keys that are new. In one order, so that two batches cannot block each other. */
    Set<Key> reserve(List<Use> uses) {
        return new HashSet<>(jdbc.sql(
                        """
                        insert into usage.event_key (actor_id, event_id, at)
                        select actor, event, cast(at as timestamptz)
                          from unnest(:actors, :events, :ats) as u (actor, event, at) order by actor, event
                        on conflict (actor_id, event_id) do nothing returning actor_id, event_id
                        """)
                .param("actors", ids(uses, Use::actorId))
                .param("events", ids(uses, use -> use.event().eventId()))
                .param("ats", texts(uses, use -> use.event().at().toString()))
                .query((row, i) -> new Key(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    /** Downloads that count already, less than so many seconds from one of these. */
    List<Counted> countedNear(List<Use> downloads, long seconds) {
        Instant first = downloads.stream()
                .map(use -> use.event().at())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = downloads.stream()
                .map(use -> use.event().at())
                .max(Instant::compareTo)
                .orElseThrow();
        // The outer bounds are known before the join, so that only the months concerned are looked into.
        return jdbc
                .sql(
                        """
                        select distinct e.resource_id, e.actor_id, e.on_behalf_of, e.at
                          from unnest(:resources, :actors, :behalves, :ats) as d (resource, actor, behalf, at)
                          join usage.event e on e.resource_id = d.resource and e.actor_id = d.actor
                               and e.verb = 'DOWNLOAD' and e.counted and e.on_behalf_of is not distinct from d.behalf
                               and e.at > cast(d.at as timestamptz) - make_interval(secs => :seconds)
                               and e.at < cast(d.at as timestamptz) + make_interval(secs => :seconds)
                         where e.at > :first and e.at < :last
                        """)
                .param("resources", ids(downloads, use -> use.event().resourceId()))
                .param("actors", ids(downloads, Use::actorId))
                .param("behalves", texts(downloads, use -> use.event().onBehalfOf()))
                .param("ats", texts(downloads, use -> use.event().at().toString()))
                .param("seconds", (double) seconds)
                .param("first", first.minusSeconds(seconds).atOffset(ZoneOffset.UTC))
                .param("last", last.plusSeconds(seconds).atOffset(ZoneOffset.UTC))
                .query(CountedRow.class)
                .list()
                .stream()
                .map(row -> new Counted(
                        row.resourceId(),
                        row.actorId(),
                        row.onBehalfOf(),
                        row.at().toInstant()))
                .toList();
    }

    /** @param counted those of them that are part of the download figure */
    void insert(List<Use> uses, Collection<Key> counted, Instant now) {
        jdbc.sql(
                        """
                        insert into usage.event (actor_id, event_id, resource_id, verb, at, received_at, school_id,
                               client, source, counted, duration_seconds, fraction, class_id, session_id, on_behalf_of,
                               robot)
                        select actor, event, resource, verb, cast(at as timestamptz), :now, school, client, source,
                               counted, duration, fraction, class, session, behalf, robot
                          from unnest(:actors, :events, :resources, :verbs, :ats, :schools, :clients, :sources,
                                      :counted, :durations, :fractions, :classes, :sessions, :behalves, :robots)
                               as u (actor, event, resource, verb, at, school, client, source, counted, duration,
                                     fraction, class, session, behalf, robot)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("actors", ids(uses, Use::actorId))
                .param("events", ids(uses, use -> use.event().eventId()))
                .param("resources", ids(uses, use -> use.event().resourceId()))
                .param("verbs", texts(uses, use -> use.event().verb().name()))
                .param("ats", texts(uses, use -> use.event().at().toString()))
                .param("schools", ids(uses, Use::schoolId))
                .param("clients", flags(uses, Use::client))
                .param("sources", texts(uses, Use::source))
                .param("counted", flags(uses, use -> counted.contains(Key.of(use))))
                .param(
                        "durations",
                        uses.stream().map(use -> use.event().durationSeconds()).toArray(Integer[]::new))
                .param(
                        "fractions",
                        uses.stream().map(use -> use.event().fraction()).toArray(Double[]::new))
                .param("classes", texts(uses, use -> use.event().classId()))
                .param("sessions", texts(uses, use -> use.event().sessionId()))
                .param("behalves", texts(uses, use -> use.event().onBehalfOf()))
                // A school's system is a program by nature and says for whom it acts.
                .param("robots", flags(uses, use -> use.robot() && !use.client()))
                .update();
    }

    private static UUID[] ids(List<Use> uses, Function<Use, @Nullable UUID> value) {
        return uses.stream().map(value).toArray(UUID[]::new);
    }

    private static String[] texts(List<Use> uses, Function<Use, @Nullable String> value) {
        return uses.stream().map(value).toArray(String[]::new);
    }

    private static Boolean[] flags(List<Use> uses, Function<Use, Boolean> value) {
        return uses.stream().map(value).toArray(Boolean[]::new);
    }
}
