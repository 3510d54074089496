package org.coursewarecommons.retirement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened in hearings, who did it, and how it was voted. */
@Repository
class HearingRecords {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    HearingRecords(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What somebody did in a hearing. */
    enum Part {
        NOMINATED,
        ANSWERED,
        COMMITTEE,
        APPEALED,
        PANEL,
        EXECUTED,
        CONFIRMED
    }

    /** What users raise their voice for. */
    enum Purpose {
        APPEAL,
        RESTORATION
    }

    /** One line of what happened. */
    record Entry(Instant at, String event, @Nullable String detail) {}

    /** @param side null on the appeal panel */
    record Vote(UUID personId, @Nullable String side, String vote, String reason) {}

    void tell(UUID hearingId, String event, @Nullable String detail) {
        jdbc.sql(
                        "insert into retirement.timeline (id, hearing_id, at, event, detail) values (:id, :hearing, :now, :event, :detail)")
                .param("id", Ids.next())
                .param("hearing", hearingId)
                .param("now", now())
                .param("event", event)
                .param("detail", detail)
                .update();
    }

    List<Entry> timeline(UUID hearingId) {
        return jdbc.sql("select at, event, detail from retirement.timeline where hearing_id = ? order by id")
                .param(hearingId)
                .query((row, number) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("event"),
                        row.getString("detail")))
                .list();
    }

    void part(UUID hearingId, UUID personId, Part part) {
        jdbc.sql(
                        """
                        insert into retirement.part (hearing_id, person_id, part, at) values (:hearing, :person, :part, :now)
                        on conflict do nothing
                        """)
                .param("hearing", hearingId)
                .param("person", personId)
                .param("part", part.name())
                .param("now", now())
                .update();
    }

    /** Everybody who did something in the hearing. */
    Map<UUID, Set<Part>> parts(UUID hearingId) {
        record Row(UUID personId, Part part) {}
        return jdbc
                .sql("select person_id, part from retirement.part where hearing_id = ?")
                .param(hearingId)
                .query(Row.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::personId, Collectors.mapping(Row::part, Collectors.toSet())));
    }

    void vote(UUID taskId, Hearing hearing, String panel, Vote vote) {
        jdbc.sql(
                        """
                        insert into retirement.vote (task_id, hearing_id, call, panel, person_id, side, vote, reason, at)
                        values (:task, :hearing, :call, :panel, :person, :side, :vote, :reason, :now)
                        """)
                .param("task", taskId)
                .param("hearing", hearing.id())
                .param("call", hearing.call())
                .param("panel", panel)
                .param("person", vote.personId())
                .param("side", vote.side())
                .param("vote", vote.vote())
                .param("reason", vote.reason())
                .param("now", now())
                .update();
    }

    /** Those of one call, in the order in which they were cast. */
    List<Vote> votes(UUID hearingId, int call) {
        return jdbc.sql(
                        """
                        select person_id, side, vote, reason from retirement.vote
                         where hearing_id = :hearing and call = :call order by at, person_id
                        """)
                .param("hearing", hearingId)
                .param("call", call)
                .query(Vote.class)
                .list();
    }

    /** @return how many persons have raised their voice for it now */
    int raise(UUID hearingId, Purpose purpose, UUID personId, String text) {
        jdbc.sql(
                        """
                        insert into retirement.voice (hearing_id, purpose, person_id, text, at)
                        values (:hearing, :purpose, :person, :text, :now)
                        on conflict (hearing_id, purpose, person_id) do update set text = excluded.text
                        """)
                .param("hearing", hearingId)
                .param("purpose", purpose.name())
                .param("person", personId)
                .param("text", text)
                .param("now", now())
                .update();
        return voices(hearingId, purpose);
    }

    int voices(UUID hearingId, Purpose purpose) {
        return jdbc.sql("select count(*) from retirement.voice where hearing_id = :hearing and purpose = :purpose")
                .param("hearing", hearingId)
                .param("purpose", purpose.name())
                .query(Integer.class)
                .single();
    }

    /** What was said, oldest first. */
    List<String> words(UUID hearingId, Purpose purpose) {
        return jdbc.sql(
                        "select text from retirement.voice where hearing_id = :hearing and purpose = :purpose order by at")
                .param("hearing", hearingId)
                .param("purpose", purpose.name())
                .query(String.class)
                .list();
    }

    void forget(UUID hearingId, Purpose purpose) {
        jdbc.sql("delete from retirement.voice where hearing_id = :hearing and purpose = :purpose")
                .param("hearing", hearingId)
                .param("purpose", purpose.name())
                .update();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
