package org.coursewarecommons.curation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.spi.Recommendations;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Promotions as rows; the mark of a resource is the active one. */
@Repository
class PromotionRows implements Recommendations {

    private static final String SELECT =
            """
            select id, resource_id, cycle_id, term, effect, state, reason, decided_by, decided_at, until, ended_at,
                   end_reason, scope_request_id
              from curation.promotion
            """;

    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final WorkingDays calendar;

    PromotionRows(JdbcClient jdbc, DomainClock clock, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.calendar = calendar;
    }

    private record Mark(UUID resourceId, String term, Instant decidedAt, LocalDate until) {}

    @Override
    public Map<UUID, Recommendation> of(Collection<UUID> resourceIds) {
        Map<UUID, Recommendation> marks = new HashMap<>();
        if (!resourceIds.isEmpty()) {
            jdbc.sql(
                            """
                            select resource_id, term, decided_at, until from curation.promotion
                             where state = 'ACTIVE' and until >= :today and resource_id = any(:ids)
                            """)
                    .param("today", calendar.dayOf(clock.now()))
                    .param("ids", resourceIds.toArray(UUID[]::new))
                    .query(Mark.class)
                    .list()
                    .forEach(mark -> marks.put(
                            mark.resourceId(), new Recommendation(mark.term(), mark.decidedAt(), mark.until())));
        }
        return marks;
    }

    void insert(Promotion promotion) {
        jdbc.sql(
                        """
                        insert into curation.promotion (id, resource_id, cycle_id, term, effect, state, reason, decided_by,
                               decided_at, until)
                        values (:id, :resource, :cycle, :term, :effect, :state, :reason, :by, :at, :until)
                        """)
                .param("id", promotion.id())
                .param("resource", promotion.resourceId())
                .param("cycle", promotion.cycleId())
                .param("term", promotion.term())
                .param("effect", promotion.effect())
                .param("state", promotion.state().name())
                .param("reason", promotion.reason())
                .param("by", promotion.decidedBy())
                .param("at", utc(promotion.decidedAt()))
                .param("until", promotion.until())
                .update();
    }

    Optional<Promotion> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query(Promotion.class)
                .optional();
    }

    Promotion lock(UUID id) {
        return jdbc.sql(SELECT + " where id = :id for update")
                .param("id", id)
                .query(Promotion.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Those that were confirmed, newest first. */
    List<Promotion> confirmed(UUID resourceId) {
        return jdbc.sql(SELECT + " where resource_id = :id and state <> 'DECLINED' order by id desc")
                .param("id", resourceId)
                .query(Promotion.class)
                .list();
    }

    /** By resource. */
    Map<UUID, Promotion> ofCycle(UUID cycleId, Collection<UUID> resourceIds) {
        return jdbc
                .sql(SELECT + " where cycle_id = :cycle and resource_id = any(:ids)")
                .param("cycle", cycleId)
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(Promotion.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Promotion::resourceId, Function.identity()));
    }

    /** Newest first, one more than asked for. */
    List<Promotion> list(Promotion.@Nullable State state, PageRequest page) {
        return jdbc.sql(
                        SELECT
                                + """
                         where (cast(:state as text) is null or state = :state)
                           and (cast(:after as uuid) is null or id < cast(:after as uuid))
                         order by id desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("after", uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Promotion.class)
                .list();
    }

    long count(Promotion.@Nullable State state) {
        return jdbc.sql("select count(*) from curation.promotion where cast(:state as text) is null or state = :state")
                .param("state", state == null ? null : state.name())
                .query(Long.class)
                .single();
    }

    /** Active ones whose last day is over. */
    List<UUID> over(LocalDate today, int most) {
        return jdbc.sql(
                        "select id from curation.promotion where state = 'ACTIVE' and until < :today order by until, id limit :most")
                .param("today", today)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** The last day of the one that ends first; empty when none is active. */
    Optional<LocalDate> firstEnd() {
        return jdbc
                .sql("select until from curation.promotion where state = 'ACTIVE' order by until limit 1")
                .query(LocalDate.class)
                .list()
                .stream()
                .findFirst();
    }

    void end(UUID id, Promotion.State state, @Nullable UUID by, @Nullable String why) {
        jdbc.sql(
                        """
                        update curation.promotion set state = :state, ended_by = :by, ended_at = :now, end_reason = :why
                         where id = :id
                        """)
                .param("state", state.name())
                .param("by", by)
                .param("now", utc(clock.now()))
                .param("why", why)
                .param("id", id)
                .update();
    }

    void asked(UUID id, UUID scopeRequestId) {
        jdbc.sql("update curation.promotion set scope_request_id = :request where id = :id")
                .param("request", scopeRequestId)
                .param("id", id)
                .update();
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable UUID uuid(@Nullable String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
