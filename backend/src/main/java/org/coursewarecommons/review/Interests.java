package org.coursewarecommons.review;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Nearness that reviewers declare themselves. */
@Repository
class Interests {

    private final JdbcClient jdbc;
    private final DomainClock clock;

    Interests(JdbcClient jdbc, DomainClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param about {@code resource:…}, {@code person:…} or {@code school:…} */
    record Interest(
            UUID id, UUID personId, String about, String reason, Instant declaredAt, @Nullable Instant endedAt) {}

    /** Declared twice is declared once: the first reason stays. */
    Interest declare(UUID personId, String about, String reason) {
        jdbc.sql(
                        """
                        insert into review.interest (id, person_id, about, reason, declared_at)
                        values (:id, :personId, :about, :reason, :now)
                        on conflict (person_id, about) where ended_at is null do nothing
                        """)
                .param("id", Ids.next())
                .param("personId", personId)
                .param("about", about)
                .param("reason", reason)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql(
                        "select * from review.interest where person_id = :personId and about = :about and ended_at is null")
                .param("personId", personId)
                .param("about", about)
                .query((row, number) -> new Interest(
                        row.getObject("id", UUID.class),
                        personId,
                        about,
                        row.getString("reason"),
                        row.getObject("declared_at", OffsetDateTime.class).toInstant(),
                        null))
                .single();
    }

    /** Newest first; ended ones too. */
    List<Interest> of(UUID personId) {
        return jdbc.sql("select * from review.interest where person_id = :personId order by id desc limit 1000")
                .param("personId", personId)
                .query(Interest.class)
                .list();
    }

    Optional<Interest> find(UUID id) {
        return jdbc.sql("select * from review.interest where id = :id")
                .param("id", id)
                .query(Interest.class)
                .optional();
    }

    void end(UUID id) {
        jdbc.sql("update review.interest set ended_at = :now where id = :id and ended_at is null")
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** Who declared an interest in any of these, today. */
    Set<UUID> personsNear(Set<String> about) {
        return Set.copyOf(
                jdbc.sql("select distinct person_id from review.interest where about in (:about) and ended_at is null")
                        .param("about", about)
                        .query(UUID.class)
                        .list());
    }
}
