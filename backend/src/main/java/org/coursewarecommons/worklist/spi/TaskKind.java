package org.coursewarecommons.worklist.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Task;

/**
 * What the tasks of one feature mean: who may take them and what a decision does. Every user task of every model needs
 * exactly one; the application doesn't start otherwise.
 */
public interface TaskKind {

    /** The user tasks it answers for, as {@code processKey/taskKey}. */
    Set<String> taskKeys();

    /** What the task is about; in the transaction that opens it. */
    NewTask describe(TaskOpened opened);

    /**
     * Why the candidate may not take or decide the task, from live data; empty when they may. A candidate who may not
     * even know of it gets 404.
     */
    Optional<ProblemException> refusal(Candidate candidate, Task task);

    /**
     * Why somebody who holds the task may not decide it after all. They were looked at when they took it, and whoever came
     * into a conflict since has lost it; what is asked is what nobody tells the worklist of.
     */
    default Optional<ProblemException> refusalOfHolder(Candidate holder, Task task) {
        return refusal(holder, task);
    }

    /**
     * Checks and records a decision; the worklist then completes the engine's task, in the same transaction.
     *
     * @throws ProblemException 422 with every fault
     */
    void decide(UUID personId, Task task, Decision decision);

    /** Why these tasks, which are CLOSED, ended without a decision: a code by task id; {@code not-needed} where missing. */
    default Map<UUID, String> closedBecause(List<Task> tasks) {
        return Map.of();
    }

    /** What the person who works on the task needs to see: form, resource, files. */
    Map<String, Object> material(Task task);
}
