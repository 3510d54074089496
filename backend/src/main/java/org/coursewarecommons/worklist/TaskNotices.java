package org.coursewarecommons.worklist;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells persons what others, or the process, did with their tasks. */
@Component
class TaskNotices {

    private final TaskStore store;
    private final ApplicationEventPublisher events;

    TaskNotices(TaskStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    @EventListener
    public void reassigned(TaskReassigned change) {
        tell("task.assigned", change.toId(), change.taskId());
        if (!change.toId().equals(change.fromId())) {
            tell("task.taken-back", change.fromId(), change.taskId());
        }
    }

    @EventListener
    public void assigned(TaskAssigned change) {
        tell("task.assigned", change.personId(), change.taskId());
    }

    @EventListener
    public void dropped(TaskDropped change) {
        store.find(change.taskId()).ifPresent(task -> tell("task.closed", task.holderId(), task.id()));
    }

    @EventListener
    public void dueSoon(TaskDueSoon task) {
        tell("task.due-soon", task.personId(), task.taskId());
    }

    @EventListener
    public void overdue(TaskOverdue task) {
        tell("task.overdue", task.personId(), task.taskId());
    }

    private void tell(String topic, @Nullable UUID personId, UUID taskId) {
        if (personId == null) {
            return;
        }
        String title = store.find(taskId).orElseThrow().title();
        events.publishEvent(
                new DomainEvent.Notice(topic, Set.of(personId), taskId, "/review-tasks/" + taskId, List.of(title)));
    }
}
