package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.workflow.TaskClosed;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.spi.NewTask;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Follows the engine, in its own transaction: a task is in the list exactly when the process waits for it. */
@Component
class TaskFeed {

    private final TaskStore store;
    private final TaskKinds kinds;
    private final ApplicationEventPublisher events;

    TaskFeed(TaskStore store, TaskKinds kinds, ApplicationEventPublisher events) {
        this.store = store;
        this.kinds = kinds;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void opened(TaskOpened opened) {
        String taskKey = opened.processKey() + "/" + opened.taskKey();
        NewTask task = kinds.of(taskKey).describe(opened);
        UUID id = store.insert(opened.engineTaskId(), taskKey, opened.due(), task);
        events.publishEvent(new TaskOffered(id, task.caseId(), task.kind(), task.round()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void closed(TaskClosed closed) {
        if (!closed.deleted()) {
            // Completed by the desk, which has written down who decided it.
            return;
        }
        store.lockByEngineId(closed.engineTaskId())
                .filter(task -> task.state().isActive())
                .ifPresent(task -> {
                    store.close(task.id());
                    events.publishEvent(new TaskDropped(task.id(), task.caseId(), task.holderId()));
                });
    }
}
