package org.coursewarecommons.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One rating a person and resource. */
@Service
class Ratings {

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final UsageStore uses;
    private final Figures figures;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    Ratings(
            JdbcClient jdbc,
            Catalogue catalogue,
            UsageStore uses,
            Figures figures,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.uses = uses;
        this.figures = figures;
        this.clock = clock;
        this.events = events;
    }

    /** @param hidden RATING, COMMENT, or null for what everybody sees */
    record Row(
            UUID id, int stars, @Nullable String comment, long revision, Instant updatedAt, @Nullable String hidden) {

        RatingController.RatingView view() {
            return new RatingController.RatingView(id, stars, comment, updatedAt, hidden);
        }

        /** As others see it. */
        Row shown() {
            return hidden == null ? this : new Row(id, stars, null, revision, updatedAt, hidden);
        }

        boolean counts() {
            return !"RATING".equals(hidden);
        }
    }

    /**
     * @param ifMatch needed when the person has rated before
     * @throws ProblemException 404 unreadable, 403 for clients and contributors, 409 not-used-yet, 428, 412
     */
    @Transactional
    Row rate(UUID resourceId, RatingController.RatingBody body, @Nullable IfMatch ifMatch, Actor actor) {
        VersionDetail version = catalogue.readable(resourceId, actor);
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        if (version.contributorIds().contains(actor.id())) {
            throw new ProblemException(UsageProblem.OWN_RESOURCE);
        }
        if (!uses.hasUsed(resourceId, actor.id())) {
            throw new ProblemException(UsageProblem.NOT_USED_YET);
        }
        figures.lock(resourceId);
        Optional<Row> before = find(resourceId, actor.id());
        if (before.isPresent()) {
            if (ifMatch == null) {
                throw new ProblemException(SharedProblem.PRECONDITION_REQUIRED);
            }
            ifMatch.require(before.get().revision());
        }
        store(resourceId, actor.id(), body);
        int starsBefore = before.map(Row::stars).orElse(0);
        // What is hidden stays so however it is rewritten, and counts nowhere.
        if (starsBefore != body.stars() && before.map(Row::counts).orElse(true)) {
            figures.addRating(resourceId, before.isPresent() ? 0 : 1, body.stars() - starsBefore);
            events.publishEvent(new FiguresChanged(resourceId, "rating"));
        }
        return find(resourceId, actor.id()).orElseThrow();
    }

    /** @throws ProblemException 404 when unreadable or not rated by the caller */
    @Transactional(readOnly = true)
    Row own(UUID resourceId, Actor actor) {
        catalogue.readable(resourceId, actor);
        return find(resourceId, actor.id()).orElseThrow(ProblemException::notFound);
    }

    @Transactional(readOnly = true)
    RatingController.RatingPage list(UUID resourceId, PageRequest request, Actor actor) {
        catalogue.readable(resourceId, actor);
        UsageFigures.Figures sums =
                figures.of(List.of(resourceId)).getOrDefault(resourceId, new UsageFigures.Figures(0, 0, 0));
        Page<Row> page = Page.cut(
                rows(resourceId, request),
                request,
                sums.ratings(),
                row -> List.of(row.id().toString()));
        return new RatingController.RatingPage(
                page.map(row -> row.shown().view()).items(),
                page.nextCursor(),
                page.total(),
                page.totalIsExact(),
                Math.round(sums.ratingAverage() * 100) / 100.0,
                sums.ratings());
    }

    private List<Row> rows(UUID resourceId, PageRequest request) {
        return jdbc.sql(
                        """
                        select id, stars, comment, revision, updated_at, hidden from usage.rating
                         where resource_id = :resource and hidden is distinct from 'RATING' and (cast(:after as uuid) is null or id < cast(:after as uuid))
                         order by id desc limit :limit
                        """)
                .param("resource", resourceId)
                .param("after", uuid(request.after(0)))
                .param("limit", request.limit() + 1)
                .query(Row.class)
                .list();
    }

    static @Nullable UUID uuid(@Nullable String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private Optional<Row> find(UUID resourceId, UUID personId) {
        return jdbc.sql(
                        """
                        select id, stars, comment, revision, updated_at, hidden from usage.rating
                         where resource_id = :resource and person_id = :person
                        """)
                .param("resource", resourceId)
                .param("person", personId)
                .query(Row.class)
                .optional();
    }

    private void store(UUID resourceId, UUID personId, RatingController.RatingBody body) {
        jdbc.sql(
                        """
                        insert into usage.rating (id, resource_id, person_id, stars, comment, created_at, updated_at)
                        values (:id, :resource, :person, :stars, :comment, :now, :now)
                        on conflict (resource_id, person_id) do update
                           set stars = excluded.stars, comment = excluded.comment,
                               revision = rating.revision + 1, updated_at = excluded.updated_at
                        """)
                .param("id", Ids.next())
                .param("resource", resourceId)
                .param("person", personId)
                .param("stars", body.stars())
                .param("comment", body.comment())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
