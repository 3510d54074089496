package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskAssigned;
import org.coursewarecommons.worklist.TaskClaimed;
import org.coursewarecommons.worklist.TaskReassigned;
import org.coursewarecommons.worklist.TaskReleased;
import org.coursewarecommons.worklist.Worklist;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells in the timeline that a reviewer is at work, without saying who. */
@Component
class TaskSteps {

    private final Submissions submissions;
    private final Worklist worklist;

    TaskSteps(Submissions submissions, Worklist worklist) {
        this.submissions = submissions;
        this.worklist = worklist;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void claimed(TaskClaimed claimed) {
        tell(claimed.taskId(), "task-claimed");
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void assigned(TaskAssigned assigned) {
        tell(assigned.taskId(), "task-claimed");
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void reassigned(TaskReassigned reassigned) {
        tell(reassigned.taskId(), "task-reassigned");
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void released(TaskReleased released) {
        tell(released.taskId(), "task-released");
    }

    /** Tasks of other processes have timelines of their own. */
    private void tell(UUID taskId, String event) {
        worklist.find(taskId)
                .filter(task -> submissions.find(task.caseId()).isPresent())
                .ifPresent(task -> tell(task, event));
    }

    private void tell(Task task, String event) {
        submissions.tell(task.caseId(), task.round(), event, task.kind());
    }
}
