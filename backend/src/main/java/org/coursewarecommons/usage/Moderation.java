package org.coursewarecommons.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hiding ratings and comments that have no place here: with a reason, told to the author, and open to an appeal. */
@Service
class Moderation {

    private static final String COLUMNS =
            """
            m.id, m.rating_id, m.resource_id, m.what, m.reason, m.hidden_by, m.hidden_at, m.state, m.appeal,
            m.appealed_at, m.decided_at, m.answer, r.person_id, r.stars, r.comment
              from usage.moderation m join usage.rating r on r.id = m.rating_id
            """;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Figures figures;
    private final People people;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    Moderation(
            JdbcClient jdbc,
            Catalogue catalogue,
            Figures figures,
            People people,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.figures = figures;
        this.people = people;
        this.clock = clock;
        this.events = events;
    }

    enum State {
        HIDDEN,
        APPEALED,
        UPHELD,
        RESTORED
    }

    /** What is hidden; hidden words leave the stars standing. */
    enum What {
        RATING,
        COMMENT
    }

    record Row(
            UUID id,
            UUID ratingId,
            UUID resourceId,
            What what,
            String reason,
            UUID hiddenBy,
            Instant hiddenAt,
            State state,
            @Nullable String appeal,
            @Nullable Instant appealedAt,
            @Nullable Instant decidedAt,
            @Nullable String answer,
            UUID personId,
            int stars,
            @Nullable String comment) {}

    private record Rated(UUID id, UUID personId, int stars, @Nullable String hidden) {}

    static void requireModerator(Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);
    }

    /** @throws ProblemException 403 for others and for what is about one's own work, 404, 409 when it is hidden already */
    @Transactional
    Row hide(UUID resourceId, UUID ratingId, ModerationController.Hiding body, Actor actor) {
        requireModerator(actor);
        if (catalogue.readable(resourceId, actor).contributorIds().contains(actor.id())) {
            throw new ProblemException(UsageProblem.MODERATES_OWN);
        }
        figures.lock(resourceId);
        Rated rated = jdbc.sql(
                        "select id, person_id, stars, hidden from usage.rating where id = :id and resource_id = :resource")
                .param("id", ratingId)
                .param("resource", resourceId)
                .query(Rated.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (rated.hidden() != null) {
            throw new ProblemException(UsageProblem.HIDDEN_ALREADY);
        }
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into usage.moderation (id, rating_id, resource_id, what, reason, hidden_by, hidden_at, state)
                        values (:id, :rating, :resource, :what, :reason, :by, :now, 'HIDDEN')
                        """)
                .param("id", id)
                .param("rating", ratingId)
                .param("resource", resourceId)
                .param("what", body.what().name())
                .param("reason", body.reason())
                .param("by", actor.id())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        mark(ratingId, body.what());
        count(resourceId, body.what(), -1, -rated.stars());
        Row row = find(id).orElseThrow();
        changed(row);
        tell("general.rating-hidden", Set.of(row.personId()), row, row.reason());
        return row;
    }

    /** Who wrote it asks the stewards. @throws ProblemException 404 for others, 409 unless hidden and not appealed yet */
    @Transactional
    Row appeal(UUID id, String text, Actor actor) {
        Row row = locked(id);
        if (!row.personId().equals(actor.id())) {
            throw ProblemException.notFound();
        }
        require(row, State.HIDDEN);
        jdbc.sql("update usage.moderation set state = 'APPEALED', appeal = :text, appealed_at = :now where id = :id")
                .param("text", text)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        Row appealed = find(id).orElseThrow();
        changed(appealed);
        tell("general.rating-appealed", stewards(), appealed, text);
        return appealed;
    }

    /** @throws ProblemException 403 unless a steward, and not who hid it; 409 unless appealed */
    @Transactional
    Row decide(UUID id, ModerationController.AppealDecision body, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Row row = locked(id);
        if (row.hiddenBy().equals(actor.id()) || row.personId().equals(actor.id())) {
            throw new ProblemException(UsageProblem.MODERATES_OWN);
        }
        require(row, State.APPEALED);
        figures.lock(row.resourceId());
        jdbc.sql(
                        """
                        update usage.moderation set state = :state, answer = :answer, decided_by = :by, decided_at = :now
                         where id = :id
                        """)
                .param("state", body.restore() ? State.RESTORED.name() : State.UPHELD.name())
                .param("answer", body.reason())
                .param("by", actor.id())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (body.restore()) {
            mark(row.ratingId(), null);
            count(row.resourceId(), row.what(), 1, row.stars());
        }
        Row decided = find(id).orElseThrow();
        changed(decided);
        tell(
                body.restore() ? "general.rating-restored" : "general.rating-stays-hidden",
                Set.of(row.personId()),
                decided,
                body.reason());
        return decided;
    }

    /** Newest first, one more than asked for. @param state null for all */
    @Transactional(readOnly = true)
    List<Row> list(@Nullable State state, @Nullable UUID author, PageRequest page) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + """
                         where (cast(:state as text) is null or m.state = :state)
                           and (cast(:author as uuid) is null or r.person_id = :author)
                           and (cast(:after as uuid) is null or m.id < cast(:after as uuid))
                         order by m.id desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("author", author)
                .param("after", Ratings.uuid(page.after(0)))
                .param("limit", page.limit() + 1)
                .query(Row.class)
                .list();
    }

    @Transactional(readOnly = true)
    long count(@Nullable State state, @Nullable UUID author) {
        return jdbc.sql(
                        """
                        select count(*) from usage.moderation m join usage.rating r on r.id = m.rating_id
                         where (cast(:state as text) is null or m.state = :state)
                           and (cast(:author as uuid) is null or r.person_id = :author)
                        """)
                .param("state", state == null ? null : state.name())
                .param("author", author)
                .query(Long.class)
                .single();
    }

    private Optional<Row> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " where m.id = :id")
                .param("id", id)
                .query(Row.class)
                .optional();
    }

    private Row locked(UUID id) {
        return jdbc.sql("select " + COLUMNS + " where m.id = :id for update of m")
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    private static void require(Row row, State state) {
        if (row.state() != state) {
            throw ProblemException.invalidTransition(row.state());
        }
    }

    private void mark(UUID ratingId, @Nullable What what) {
        jdbc.sql("update usage.rating set hidden = :what where id = :id")
                .param("what", what == null ? null : what.name())
                .param("id", ratingId)
                .update();
    }

    private void count(UUID resourceId, What what, int ratings, int stars) {
        if (what == What.RATING) {
            figures.addRating(resourceId, ratings, stars);
            events.publishEvent(new FiguresChanged(resourceId, "moderation"));
        }
    }

    private void changed(Row row) {
        events.publishEvent(new RatingModerated(
                row.resourceId(), row.id(), row.what().name(), row.state().name()));
    }

    private Set<UUID> stewards() {
        return people.appointed(Role.DISTRICT_STEWARD).stream()
                .map(People.Appointee::personId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void tell(String topic, Set<UUID> recipients, Row row, String reason) {
        events.publishEvent(
                new DomainEvent.Notice(topic, recipients, row.id(), "/moderations/" + row.id(), List.of(reason)));
    }
}
