package org.coursewarecommons.worklist;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.worklist.spi.Candidate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What one can do with a task. Whoever may not know of it gets 404, whoever may not do it the rule that says so. */
@Service
class TaskDesk {

    private final TaskStore store;
    private final Drafts drafts;
    private final Handovers handovers;
    private final TaskKinds kinds;
    private final Standings standings;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;

    TaskDesk(
            TaskStore store,
            Drafts drafts,
            Handovers handovers,
            TaskKinds kinds,
            Standings standings,
            Workflow workflow,
            ApplicationEventPublisher events) {
        this.store = store;
        this.drafts = drafts;
        this.handovers = handovers;
        this.kinds = kinds;
        this.standings = standings;
        this.workflow = workflow;
        this.events = events;
    }

    @Transactional
    public Task claim(UUID id, Actor actor) {
        store.lockPerson(actor.id());
        return take(lockForWork(id, actor), actor);
    }

    @Transactional
    public Task release(UUID id, Actor actor) {
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        if (!actor.id().equals(task.holderId())) {
            refuseIfNot(standings.candidate(actor), task);
        }
        requireActive(task);
        requireHeld(task, actor);
        Task released = store.release(id);
        events.publishEvent(new TaskReleased(id, task.caseId(), actor.id(), null));
        return store.find(id).orElse(released);
    }

    /** Also when the task went to somebody else or ended meanwhile: what was written is never lost. */
    @Transactional
    public Task saveDraft(UUID id, Decision draft, IfMatch ifMatch, Actor actor) {
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        boolean begun = drafts.find(id, actor.id()).isPresent();
        if (!begun && !actor.id().equals(task.holderId())) {
            refuseIfNot(standings.candidate(actor), task);
            requireActive(task);
            throw new ProblemException(WorklistProblem.NOT_YOUR_TASK);
        }
        if (task.state() == TaskState.DECIDED && actor.id().equals(task.holderId())) {
            requireActive(task);
        }
        ifMatch.require(task.revision());
        drafts.save(id, actor.id(), draft);
        store.touch(id);
        return store.find(id).orElseThrow();
    }

    /** An open task needs no claim: it is taken and decided at once. */
    @Transactional
    public Task decide(UUID id, Decision decision, Actor actor) {
        store.lockPerson(actor.id());
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        if (task.isHeldBy(actor.id())) {
            kinds.of(task.taskKey())
                    .refusalOfHolder(standings.candidate(actor), task)
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
        } else {
            requireWork(task, actor);
            requireOpen(task);
            requireFree(task, actor);
        }
        kinds.of(task.taskKey()).decide(actor.id(), task, decision);
        Task decided = decided(id, actor.id());
        events.publishEvent(new TaskDecided(id, task.caseId(), task.kind(), actor.id()));
        workflow.complete(task.engineTaskId());
        return decided;
    }

    /**
     * A coordinator gives the task to somebody who may take it. The reason gets past a full desk and a kept place, and
     * is written down with them; nothing gets past a conflict of interest, a missing appointment or a leave.
     */
    @Transactional
    public Task reassign(UUID id, UUID personId, String reason, Actor actor) {
        requireTeam(id, actor);
        store.lockPerson(personId);
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        requireActive(task);
        refuseIfNot(standings.candidate(personId), task);
        requireOnlyTask(task, personId);
        List<String> passedOver = standings.of(personId).hindrances(task);
        if (passedOver.contains(Load.ON_LEAVE)) {
            throw ProblemException.because(WorklistProblem.NOT_NOW, Load.ON_LEAVE);
        }
        handovers.record(task, HandoverCause.REASSIGNED, actor.id(), personId, reason, passedOver);
        hold(task, personId);
        events.publishEvent(new TaskReassigned(id, task.caseId(), task.holderId(), personId));
        return store.find(id).orElseThrow();
    }

    /** A coordinator takes a task from its holder and offers it to all. */
    @Transactional
    public Task returnToPool(UUID id, String reason, Actor actor) {
        requireTeam(id, actor);
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        requireActive(task);
        if (task.holderId() == null) {
            throw ProblemException.invalidTransition(task.state());
        }
        handovers.record(task, HandoverCause.RETURNED, actor.id(), null, reason, List.of());
        store.release(id);
        events.publishEvent(new TaskReleased(id, task.caseId(), task.holderId(), HandoverCause.RETURNED));
        return store.find(id).orElseThrow();
    }

    /** The order of the questions: may know of it, may take it, is it still to be done. */
    private Task lockForWork(UUID id, Actor actor) {
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        requireWork(task, actor);
        return task;
    }

    private void requireWork(Task task, Actor actor) {
        if (!actor.id().equals(task.holderId()) || task.state().isActive()) {
            refuseIfNot(standings.candidate(actor), task);
        }
        requireActive(task);
    }

    private static void requireOpen(Task task) {
        if (task.state() != TaskState.OPEN) {
            throw new ProblemException(WorklistProblem.NOT_YOUR_TASK);
        }
    }

    private Task take(Task task, Actor actor) {
        if (task.isHeldBy(actor.id())) {
            return task;
        }
        requireOpen(task);
        requireFree(task, actor);
        Task held = hold(task, actor.id());
        events.publishEvent(new TaskClaimed(task.id(), task.caseId(), actor.id()));
        return held;
    }

    /** Nothing stands against one more task on this desk. */
    private void requireFree(Task task, Actor actor) {
        requireOnlyTask(task, actor.id());
        standings.hindrances(actor, task).stream().findFirst().ifPresent(rule -> {
            throw ProblemException.because(WorklistProblem.NOT_NOW, rule);
        });
    }

    private Task decided(UUID id, UUID personId) {
        try {
            return store.decide(id, personId);
        } catch (DuplicateKeyException twoAtOnce) {
            throw new ProblemException(WorklistProblem.ONE_TASK_A_ROUND);
        }
    }

    private Task hold(Task task, UUID personId) {
        try {
            return store.claim(task.id(), personId);
        } catch (DuplicateKeyException twoAtOnce) {
            throw new ProblemException(WorklistProblem.ONE_TASK_A_ROUND);
        }
    }

    private void requireTeam(UUID id, Actor actor) {
        if (!standings.isTeam(actor)) {
            throw store.find(id).isEmpty() ? ProblemException.notFound() : ProblemException.forbidden();
        }
    }

    private void refuseIfNot(Candidate candidate, Task task) {
        kinds.of(task.taskKey()).refusal(candidate, task).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private void requireOnlyTask(Task task, UUID personId) {
        if (task.basedOnTaskId() == null && store.hasOtherOfRound(task, personId)) {
            throw new ProblemException(WorklistProblem.ONE_TASK_A_ROUND);
        }
    }

    private static void requireActive(Task task) {
        if (!task.state().isActive()) {
            throw new ProblemException(WorklistProblem.ALREADY_DECIDED, task.state());
        }
    }

    private static void requireHeld(Task task, Actor actor) {
        if (!task.isHeldBy(actor.id())) {
            throw new ProblemException(WorklistProblem.NOT_YOUR_TASK);
        }
    }
}
