package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.EvaluationModel;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts cycles and takes what the committee says of them. */
@Service
class CycleService {

    private final Cycles cycles;
    private final Terms terms;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;

    CycleService(Cycles cycles, Terms terms, Workflow workflow, ApplicationEventPublisher events) {
        this.cycles = cycles;
        this.terms = terms;
        this.workflow = workflow;
        this.events = events;
    }

    /**
     * @param shadow null: in shadow as long as no cycle has ever ended
     * @throws ProblemException 403, 422 for an unknown term, 409 when the term has such a cycle
     */
    @Transactional
    Cycle start(String term, @Nullable Boolean shadow, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        Term found = terms.find(term).orElseThrow(() -> ProblemException.invalid("/term", "unknown-code", term));
        return start(found, shadow == null ? isFirst() : shadow, actor.id());
    }

    /** What the calendar starts by itself; nothing when the term was started by hand. */
    @Transactional
    void startDue(Term term) {
        boolean started = cycles.all().stream().anyMatch(cycle -> cycle.term().equals(term.code()));
        if (!started) {
            start(term, isFirst(), null);
        }
    }

    private Cycle start(Term term, boolean shadow, @Nullable UUID by) {
        UUID id = Ids.next();
        if (!cycles.insert(id, term.code(), shadow, term.freezeDay(), by, Ids.next())) {
            throw new ProblemException(EvaluationProblem.CYCLE_EXISTS, term.code());
        }
        events.publishEvent(new CycleChanged(id, "started"));
        workflow.start(
                EvaluationModel.PROCESS_KEY,
                id.toString(),
                Map.of(EvaluationModel.VARIABLE_CYCLE_ID, id.toString(), EvaluationModel.VARIABLE_SHADOW, shadow));
        return cycles.get(id);
    }

    private boolean isFirst() {
        return cycles.all().stream()
                .noneMatch(cycle -> cycle.state() == Cycle.State.PUBLISHED || cycle.state() == Cycle.State.SHADOW_READ);
    }

    /** @throws ProblemException 404 unless the caller may see cycles */
    Cycle get(UUID id, Actor actor) {
        requireReader(actor);
        return cycles.find(id).orElseThrow(ProblemException::notFound);
    }

    List<Cycle> all(Actor actor) {
        requireReader(actor);
        return cycles.all();
    }

    /**
     * The committee has read the results.
     *
     * @param restate it wants them computed anew, at most once
     */
    @Transactional
    Cycle read(UUID id, boolean restate, Actor actor) {
        actor.require(Role.COMMITTEE);
        Cycle cycle = cycles.find(id).orElseThrow(ProblemException::notFound);
        if (restate && cycle.attempt() > 1) {
            throw new ProblemException(EvaluationProblem.RESTATED_ALREADY);
        }
        if (restate && isTooLate(cycle)) {
            throw new ProblemException(EvaluationProblem.RESTATED_TOO_LATE, cycle.term());
        }
        String message = restate ? EvaluationModel.MESSAGE_RESTATEMENT_ASKED : EvaluationModel.MESSAGE_RESULTS_READ;
        if (cycle.state() != Cycle.State.COMPUTED || !workflow.correlate(message, id.toString())) {
            throw ProblemException.invalidTransition(cycle.state());
        }
        return cycles.get(id);
    }

    /** Figures are corrected within one term (DOMAIN 4.3 C9): later ones are what the next cycle went by. */
    private boolean isTooLate(Cycle evaluated) {
        return cycles.all().stream()
                .anyMatch(cycle -> cycle.shadow() == evaluated.shadow()
                        && cycle.term().compareTo(evaluated.term()) > 0
                        && cycle.state() != Cycle.State.WAITING);
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE, Role.APPEAL_PANEL, Role.AUDITOR);
    }
}
