package org.coursewarecommons.worklist;

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
    private final TaskKinds kinds;
    private final Standings standings;
    private final Workflow workflow;
    private final ApplicationEventPublisher events;

    TaskDesk(
            TaskStore store,
            TaskKinds kinds,
            Standings standings,
            Workflow workflow,
            ApplicationEventPublisher events) {
        this.store = store;
        this.kinds = kinds;
        this.standings = standings;
        this.workflow = workflow;
        this.events = events;
    }

    @Transactional
    public Task claim(UUID id, Actor actor) {
        return take(lockForWork(id, actor), actor);
    }

    @Transactional
    public Task release(UUID id, Actor actor) {
        Task task = lockForWork(id, actor);
        requireHeld(task, actor);
        store.release(id);
        events.publishEvent(new TaskReleased(id, task.caseId(), actor.id()));
        return store.find(id).orElseThrow();
    }

    @Transactional
    public Task saveDraft(UUID id, Decision draft, IfMatch ifMatch, Actor actor) {
        Task task = lockForWork(id, actor);
        requireHeld(task, actor);
        ifMatch.require(task.revision());
        store.saveDraft(id, actor.id(), draft);
        return store.find(id).orElseThrow();
    }

    /** Deciding an open task takes it at once. */
    @Transactional
    public Task decide(UUID id, Decision decision, Actor actor) {
        Task task = lockForWork(id, actor);
        if (task.state() == TaskState.OPEN) {
            task = take(task, actor);
        }
        requireHeld(task, actor);
        kinds.of(task.taskKey()).decide(actor.id(), task, decision);
        store.end(id, TaskState.DECIDED);
        events.publishEvent(new TaskDecided(id, task.caseId(), task.kind(), actor.id()));
        workflow.complete(task.engineTaskId());
        return store.find(id).orElseThrow();
    }

    /** A coordinator gives the task to somebody who may take it; no reason gets past a conflict of interest. */
    @Transactional
    public Task reassign(UUID id, UUID personId, String reason, Actor actor) {
        if (!standings.of(actor).team()) {
            throw store.find(id).isEmpty() ? ProblemException.notFound() : ProblemException.forbidden();
        }
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        requireActive(task);
        refuseIfNot(standings.candidate(personId), task);
        requireOnlyTask(task, personId);
        store.handover(task, actor.id(), personId, reason);
        hold(task, personId);
        events.publishEvent(new TaskReassigned(id, task.caseId(), task.holderId(), personId));
        return store.find(id).orElseThrow();
    }

    /** The order of the questions: may know of it, may take it, is it still to be done. */
    private Task lockForWork(UUID id, Actor actor) {
        Task task = store.lock(id).orElseThrow(ProblemException::notFound);
        if (!actor.id().equals(task.holderId()) || task.state().isActive()) {
            refuseIfNot(standings.candidate(actor), task);
        }
        requireActive(task);
        return task;
    }

    private Task take(Task task, Actor actor) {
        if (task.isHeldBy(actor.id())) {
            return task;
        }
        if (task.state() != TaskState.OPEN) {
            throw new ProblemException(WorklistProblem.NOT_YOUR_TASK);
        }
        requireOnlyTask(task, actor.id());
        hold(task, actor.id());
        events.publishEvent(new TaskClaimed(task.id(), task.caseId(), actor.id()));
        return store.find(task.id()).orElseThrow();
    }

    private void hold(Task task, UUID personId) {
        try {
            store.claim(task.id(), personId);
        } catch (DuplicateKeyException twoAtOnce) {
            throw new ProblemException(WorklistProblem.ONE_TASK_A_ROUND);
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
