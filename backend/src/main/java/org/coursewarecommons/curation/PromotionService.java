package org.coursewarecommons.curation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.RecommendationChanged;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.evaluation.CycleProposals;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.sharing.ScopeRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A cycle proposes, a person recommends: the mark, its end, and what may follow from it. */
@Service
class PromotionService {

    static final String PROMOTE = "PROMOTE";

    /** A mark holds for as many terms as have to pass before the next one (DT-E1, rule 5). */
    private static final int TERMS = 2;
    /** Of a year, when the calendar plans no further terms. */
    private static final int WEEKS_OF_TWO_TERMS = 52;

    private final PromotionRows rows;
    private final CycleProposals proposals;
    private final Catalogue catalogue;
    private final Nearness nearness;
    private final ScopeRequests scopes;
    private final Terms terms;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final ApplicationEventPublisher events;

    PromotionService(
            PromotionRows rows,
            CycleProposals proposals,
            Catalogue catalogue,
            Nearness nearness,
            ScopeRequests scopes,
            Terms terms,
            DomainClock clock,
            WorkingDays calendar,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.proposals = proposals;
        this.catalogue = catalogue;
        this.nearness = nearness;
        this.scopes = scopes;
        this.terms = terms;
        this.clock = clock;
        this.calendar = calendar;
        this.events = events;
    }

    static void requireDecider(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE);
    }

    /**
     * Confirms or declines what a published cycle proposes.
     *
     * @throws ProblemException 403 for others and for those who stand too near, 404 without a live version, 409
     *     not-proposed, decided-already or promoted-lately
     */
    @Transactional
    Promotion decide(UUID cycleId, UUID resourceId, boolean accept, String reason, Actor actor) {
        requireDecider(actor);
        VersionDetail version = catalogue.published(List.of(resourceId)).get(resourceId);
        if (version == null) {
            throw ProblemException.notFound();
        }
        nearness.require(version, actor);
        CycleProposals.Proposed proposed = proposals
                .find(cycleId, resourceId)
                .filter(found -> found.proposal().equals(PROMOTE))
                .orElseThrow(() -> new ProblemException(CurationProblem.NOT_PROPOSED));
        if (accept) {
            requireNotLately(resourceId, cycleId, proposed.term());
        }
        Double effect = proposed.effect();
        Promotion promotion = new Promotion(
                Ids.next(),
                resourceId,
                cycleId,
                proposed.term(),
                effect == null ? 0 : effect,
                accept ? Promotion.State.ACTIVE : Promotion.State.DECLINED,
                reason,
                actor.id(),
                clock.now(),
                accept ? until(proposed.term()) : null,
                null,
                null,
                null);
        try {
            rows.insert(promotion);
        } catch (DuplicateKeyException decided) {
            throw new ProblemException(CurationProblem.DECIDED_ALREADY);
        }
        changed(promotion, accept ? "confirmed" : "declined");
        if (accept) {
            events.publishEvent(new RecommendationChanged(resourceId, "confirmed"));
            tell("submission.promoted", promotion, version, String.valueOf(promotion.until()));
        }
        return rows.find(promotion.id()).orElseThrow();
    }

    /** Takes the mark away before its time. @throws ProblemException 403, 404, 409 unless it is active */
    @Transactional
    Promotion withdraw(UUID id, String reason, Actor actor) {
        requireDecider(actor);
        Promotion promotion = active(id);
        VersionDetail version =
                catalogue.published(List.of(promotion.resourceId())).get(promotion.resourceId());
        if (version != null) {
            nearness.require(version, actor);
            tell("submission.promotion-withdrawn", promotion, version, reason);
        }
        rows.end(id, Promotion.State.WITHDRAWN, actor.id(), reason);
        ended(promotion, Promotion.State.WITHDRAWN, "withdrawn");
        return rows.find(id).orElseThrow();
    }

    /** Its time is over; in the caller's transaction. */
    void end(UUID id) {
        Promotion promotion = rows.lock(id);
        if (promotion.state() == Promotion.State.ACTIVE) {
            rows.end(id, Promotion.State.ENDED, null, null);
            ended(promotion, Promotion.State.ENDED, "ended");
        }
    }

    /** Asks the stewards of a wider scope, with the promotion as the reason. @throws ProblemException as sharing does */
    @Transactional
    Promotion propose(UUID id, TargetScope wider, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Promotion promotion = active(id);
        UUID request = scopes.ask(promotion.resourceId(), wider, "PROMOTE " + promotion.term(), actor);
        rows.asked(id, request);
        changed(promotion, "scope-asked");
        return rows.find(id).orElseThrow();
    }

    Promotion active(UUID id) {
        Promotion promotion = rows.lock(id);
        if (promotion.state() != Promotion.State.ACTIVE) {
            throw ProblemException.invalidTransition(promotion.state());
        }
        return promotion;
    }

    private void requireNotLately(UUID resourceId, UUID cycleId, String term) {
        List<String> codes = terms.all().stream().map(Term::code).toList();
        int now = codes.indexOf(term);
        for (Promotion earlier : rows.confirmed(resourceId)) {
            int then = codes.indexOf(earlier.term());
            if (!earlier.cycleId().equals(cycleId) && now >= 0 && then >= 0 && Math.abs(now - then) <= TERMS) {
                throw new ProblemException(CurationProblem.PROMOTED_LATELY, earlier.term());
            }
        }
    }

    /** The last day of the second term after the one that was evaluated. */
    private LocalDate until(String term) {
        List<Term> all = terms.all();
        int index = all.stream().map(Term::code).toList().indexOf(term);
        LocalDate planned = index < 0 || index + TERMS >= all.size()
                ? LocalDate.MIN
                : all.get(index + TERMS).lastDay();
        LocalDate today = calendar.dayOf(clock.now());
        // Without a planned term, or when the decision came late, it still holds for a while.
        return planned.isAfter(today) ? planned : today.plusWeeks(WEEKS_OF_TWO_TERMS);
    }

    private void ended(Promotion promotion, Promotion.State state, String cause) {
        events.publishEvent(
                new PromotionChanged(promotion.resourceId(), promotion.id(), promotion.term(), state.name(), cause));
        events.publishEvent(new RecommendationChanged(promotion.resourceId(), cause));
    }

    void changed(Promotion promotion, String cause) {
        events.publishEvent(new PromotionChanged(
                promotion.resourceId(),
                promotion.id(),
                promotion.term(),
                promotion.state().name(),
                cause));
    }

    void tell(String topic, Promotion promotion, VersionDetail version, @Nullable String more) {
        Set<UUID> told = new HashSet<>(version.contributorIds());
        told.add(version.ownerId());
        String title = version.metadata().title();
        events.publishEvent(new DomainEvent.Notice(
                topic,
                told,
                promotion.id(),
                "/resources/" + promotion.resourceId(),
                List.of(title == null ? "" : title, promotion.term(), more == null ? "" : more)));
    }
}
