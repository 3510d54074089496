package org.coursewarecommons.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.Optional;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Actors;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.slf4j.MDC;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes one line for each domain event, in the transaction of what happened: both are kept or neither is. */
@Component
class AuditTrail {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Actors actors;
    private final DomainClock clock;

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
        jdbc.sql(
                        """
                        insert into audit.line (id, at, actor_id, actor_subject, event, subject_id, facts, trace_id)
                        values (:id, :at, :actorId, :actorSubject, :event, :subjectId, cast(:facts as jsonb), :traceId)
                        """)
                .param("id", Ids.next())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("actorId", actor.map(Actor::id).orElse(null))
                .param("actorSubject", actor.map(Actor::subject).orElse("system"))
                .param("event", name(event))
                .param("subjectId", event.subjectId())
                .param("facts", facts(event))
                .param("traceId", MDC.get("traceId"))
                .update();
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
