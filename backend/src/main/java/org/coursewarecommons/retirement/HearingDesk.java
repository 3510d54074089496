package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.retirement.Hearing.State;
import org.coursewarecommons.retirement.HearingRecords.Part;
import org.coursewarecommons.retirement.HearingRecords.Purpose;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.usage.ProvenUse;
import org.coursewarecommons.workflow.Workflow;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do at the doors of a hearing, each with the rule of who may. */
@Service
@Transactional
class HearingDesk {

    private static final int APPEALING_USERS = 3;

    private final HearingRows hearings;
    private final HearingRecords records;
    private final HearingService service;
    private final HearingAccess access;
    private final HearingViews views;
    private final HearingRules rules;
    private final Restorations restorations;
    private final Catalogue catalogue;
    private final ProvenUse uses;
    private final Workflow workflow;
    private final DomainClock clock;

    HearingDesk(
            HearingRows hearings,
            HearingRecords records,
            HearingService service,
            HearingAccess access,
            HearingViews views,
            HearingRules rules,
            Restorations restorations,
            Catalogue catalogue,
            ProvenUse uses,
            Workflow workflow,
            DomainClock clock) {
        this.hearings = hearings;
        this.records = records;
        this.service = service;
        this.access = access;
        this.views = views;
        this.rules = rules;
        this.restorations = restorations;
        this.catalogue = catalogue;
        this.uses = uses;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * By a steward of the district or the committee's secretary; by a collective's steward for the sharing there or for
     * a resource of the collective; by the author who wishes it.
     */
    Hearing nominate(HearingBodies.New body, Actor actor) {
        VersionDetail version = Optional.ofNullable(
                        catalogue.published(List.of(body.resourceId())).get(body.resourceId()))
                .filter(live -> HearingViews.mayNominate(actor) || mayRead(live, actor))
                .orElseThrow(ProblemException::notFound);
        if (!mayNominate(version, body, actor)) {
            throw ProblemException.forbidden();
        }
        UUID id = service.nominate(new Retirements.Nomination(
                body.resourceId(),
                body.reasonCode(),
                body.reason(),
                actor.id(),
                body.collectiveId(),
                null,
                body.replacements() == null ? List.of() : body.replacements()));
        return hearings.find(id).orElseThrow();
    }

    private boolean mayRead(VersionDetail version, Actor actor) {
        return catalogue.readable(version.resourceId(), actor).versionId().equals(version.versionId());
    }

    private boolean mayNominate(VersionDetail version, HearingBodies.New body, Actor actor) {
        if (HearingViews.mayNominate(actor)) {
            return true;
        }
        boolean own = version.ownerId().equals(actor.id());
        UUID collectiveId = body.collectiveId();
        if (actor.has(Role.COLLECTIVE_STEWARD)) {
            var units = access.units(actor, Role.COLLECTIVE_STEWARD);
            if (collectiveId != null && units.contains(collectiveId)) {
                return true;
            }
        }
        return own && body.reasonCode().equals(ReasonCodes.AUTHOR_REQUEST);
    }

    /** Somebody takes up what the evaluation proposed, or puts it down. */
    Hearing takeUp(UUID id, HearingBodies.Nomination body, Actor actor) {
        visible(id, actor);
        if (!HearingViews.mayNominate(actor)) {
            throw ProblemException.forbidden();
        }
        if (body.hear()) {
            service.takeUp(
                    id, actor.id(), body.reason(), body.replacements() == null ? List.of() : body.replacements());
        } else {
            service.dismiss(id, actor.id(), body.reason());
        }
        return hearings.find(id).orElseThrow();
    }

    /** @throws ProblemException 403 for others, 409 when no answer is waited for */
    Hearing answer(UUID id, HearingBodies.Answer body, Actor actor) {
        visible(id, actor);
        Hearing hearing = hearings.lock(id);
        if (!hearing.authorIds().contains(actor.id()) && !access.isSteward(actor, hearing)) {
            throw ProblemException.forbidden();
        }
        if (hearing.state() != State.NOTICE || hearing.choice() != null || !views.mayAnswer(hearing, actor)) {
            throw new ProblemException(RetirementProblem.ANSWER_NOT_OPEN);
        }
        String text = body.text() == null ? "" : body.text().strip();
        if (text.isEmpty() && body.choice() != HearingBodies.Choice.AGREE) {
            throw ProblemException.invalid("/text", "required");
        }
        hearings.answered(id, body.choice().name(), text, actor.id());
        records.part(id, actor.id(), Part.ANSWERED);
        service.changed(hearing, State.NOTICE, "answered", body.choice().name());
        if (!workflow.correlate(
                HearingModel.MESSAGE_OWNER_ANSWERED,
                id.toString(),
                Map.of(HearingModel.VARIABLE_CHOICE, body.choice().name()))) {
            throw new ProblemException(RetirementProblem.ANSWER_NOT_OPEN);
        }
        return hearings.find(id).orElseThrow();
    }

    /** Author and school appeal at once; of other users it takes three who have really used it. */
    Hearing appeal(UUID id, String text, Actor actor) {
        visible(id, actor);
        Hearing hearing = hearings.lock(id);
        if (hearing.state() != State.DECIDED
                || hearing.due() == null
                || clock.now().isAfter(hearing.due())) {
            throw new ProblemException(RetirementProblem.APPEAL_NOT_OPEN);
        }
        boolean speaks = access.speaksFor(actor, hearing);
        if (!speaks) {
            actor.require(Role.CONTRIBUTOR);
            if (hasActed(hearing, actor)) {
                throw ProblemException.because(RetirementProblem.HEARING_CONFLICT, HearingRules.TOOK_PART);
            }
            if (!uses.hasUsed(hearing.resourceId(), actor.id())) {
                throw new ProblemException(RetirementProblem.NOT_A_USER);
            }
        }
        int voices = records.raise(id, Purpose.APPEAL, actor.id(), text);
        records.part(id, actor.id(), Part.APPEALED);
        service.changed(hearing, State.DECIDED, "appeal-asked", String.valueOf(voices));
        if (speaks || voices >= APPEALING_USERS) {
            hearings.appealed(id);
            service.changed(hearing, State.DECIDED, "appealed", null);
            if (!workflow.correlate(HearingModel.MESSAGE_APPEAL_FILED, id.toString())) {
                throw new ProblemException(RetirementProblem.APPEAL_NOT_OPEN);
            }
        }
        return hearings.find(id).orElseThrow();
    }

    private boolean hasActed(Hearing hearing, Actor actor) {
        return records.parts(hearing.id()).entrySet().stream()
                .filter(part -> part.getKey().equals(actor.id()))
                .anyMatch(part -> part.getValue().stream().anyMatch(did -> did != Part.APPEALED));
    }

    /** What the tombstone will say; as long as it is not set. */
    Hearing write(UUID id, HearingBodies.TombstoneText body, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Hearing hearing = hearings.lock(id);
        if (hearing.state() != State.EXECUTION || hearing.executedBy() != null) {
            throw ProblemException.invalidTransition(hearing.state());
        }
        rules.rule(hearing, actor.id(), actor.schoolId()).ifPresent(rule -> {
            throw ProblemException.because(RetirementProblem.HEARING_CONFLICT, rule);
        });
        hearings.note(id, body.publicNote(), body.replacements());
        service.changed(hearing, State.EXECUTION, "tombstone-written", null);
        return hearings.find(id).orElseThrow();
    }

    Hearing restore(UUID id, String text, Actor actor) {
        visible(id, actor);
        restorations.ask(id, text, actor);
        return hearings.find(id).orElseThrow();
    }

    /** @throws ProblemException 404 for who may not know of it */
    @Transactional(readOnly = true)
    Hearing visible(UUID id, Actor actor) {
        return hearings.find(id)
                .filter(hearing -> access.maySee(actor, hearing))
                .orElseThrow(ProblemException::notFound);
    }
}
