package org.coursewarecommons.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Actors;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.WrittenTogether;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes one line for each domain event, in the transaction of what happened: both are kept or neither is. The lines of a
 * transaction are written together.
 */
@Component
class AuditTrail {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Actors actors;
    private final DomainClock clock;
    private final WrittenTogether<Line> lines = new WrittenTogether<>(this::write);

    private record Line(
            UUID id,
            String at,
            @Nullable UUID actorId,
            String actorSubject,
            String event,
            @Nullable UUID subjectId,
            String facts,
            @Nullable String traceId) {}

    AuditTrail(JdbcClient jdbc, ObjectMapper mapper, Actors actors, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.actors = actors;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(DomainEvent event) {
        Optional<Actor> actor = actors.current();
        lines.add(new Line(
                Ids.next(),
                clock.now().toString(),
                actor.map(Actor::id).orElse(null),
                actor.map(Actor::subject).orElse("system"),
                name(event),
                event.subjectId(),
                facts(event),
                MDC.get("traceId")));
    }

    private void write(List<Line> all) {
        jdbc.sql(
                        """
                        insert into audit.line (id, at, actor_id, actor_subject, event, subject_id, facts, trace_id)
                        select l.id, cast(l.at as timestamptz), l.actor_id, l.actor_subject, l.event, l.subject_id,
                               cast(l.facts as jsonb), l.trace_id
                          from unnest(cast(:ids as uuid[]), cast(:ats as text[]), cast(:actorIds as uuid[]),
                                      cast(:actorSubjects as text[]), cast(:events as text[]),
                                      cast(:subjectIds as uuid[]), cast(:facts as text[]), cast(:traceIds as text[]))
                               as l (id, at, actor_id, actor_subject, event, subject_id, facts, trace_id)
                        """)
                .param("ids", all.stream().map(Line::id).toArray(UUID[]::new))
                .param("ats", texts(all, Line::at))
                .param("actorIds", all.stream().map(Line::actorId).toArray(UUID[]::new))
                .param("actorSubjects", texts(all, Line::actorSubject))
                .param("events", texts(all, Line::event))
                .param("subjectIds", all.stream().map(Line::subjectId).toArray(UUID[]::new))
                .param("facts", texts(all, Line::facts))
                .param("traceIds", texts(all, Line::traceId))
                .update();
    }

    private static String[] texts(List<Line> all, Function<Line, @Nullable String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    /** For example {@code catalog.VersionPublished}. */
    private static String name(DomainEvent event) {
        Class<?> type = event.getClass();
        String module = type.getPackageName()
                .replaceFirst("^org\\.coursewarecommons\\.", "")
                .replaceFirst("\\..*", "");
        return module + "." + type.getSimpleName();
    }

    private String facts(DomainEvent event) {
        try {
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("event cannot be recorded: " + name(event), unwritable);
        }
    }
}
