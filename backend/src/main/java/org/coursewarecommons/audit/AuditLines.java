package org.coursewarecommons.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the record by the page. */
@Component
class AuditLines {

    /** Beyond it the total is a lower bound; nobody leafs so far. */
    private static final int COUNTED = 10_000;

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private static final String WHERE =
            """
             where (cast(:subject as uuid) is null or l.subject_id = :subject)
               and (cast(:actor as uuid) is null or l.actor_id = :actor)
               and (cast(:event as text) is null or l.event = :event)
               and (cast(:from as timestamptz) is null or l.at >= :from)
               and (cast(:until as timestamptz) is null or l.at < :until)
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    AuditLines(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** What is asked for; null asks for all. */
    record Filter(
            @Nullable UUID subjectId,
            @Nullable UUID actorId,
            @Nullable String event,
            @Nullable Instant from,
            @Nullable Instant until) {

        Map<String, @Nullable Object> params() {
            Map<String, @Nullable Object> params = new HashMap<>();
            params.put("subject", subjectId);
            params.put("actor", actorId);
            params.put("event", event);
            params.put("from", from == null ? null : from.atOffset(ZoneOffset.UTC));
            params.put("until", until == null ? null : until.atOffset(ZoneOffset.UTC));
            return params;
        }
    }

    Page<AuditController.Line> page(Filter filter, PageRequest page) {
        List<ChainLine> rows = jdbc.sql(
                        """
                        select l.id, l.at, l.actor_id, l.actor_subject, l.event, l.subject_id,
                               cast(l.facts as text) as facts, l.trace_id
                          from audit.line l
                        """
                                + WHERE + " and (cast(:before as uuid) is null or l.id < :before)"
                                + " order by l.id desc limit :most")
                .params(filter.params())
                .param("before", cursor(page))
                .param("most", page.limit() + 1)
                .query((row, i) -> ChainRows.line(row))
                .list();
        long total = jdbc.sql("select count(*) from (select 1 from audit.line l" + WHERE + " limit " + COUNTED + ") x")
                .params(filter.params())
                .query(Long.class)
                .single();
        Page<ChainLine> cut =
                Page.cut(rows, page, total, line -> List.of(line.id().toString()));
        return new Page<>(cut.items().stream().map(this::view).toList(), cut.nextCursor(), total, total < COUNTED);
    }

    private AuditController.Line view(ChainLine line) {
        try {
            return new AuditController.Line(
                    line.id(),
                    line.at(),
                    line.actorId(),
                    line.actorSubject(),
                    line.event(),
                    line.subjectId(),
                    mapper.readValue(line.facts(), FACTS),
                    line.traceId());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable UUID cursor(PageRequest page) {
        String after = page.after(0);
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
