package org.coursewarecommons.workflow;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Translates the engine's task events, which its Spring starter publishes in the engine's transaction, into ours. */
@Component
class TaskEvents {

    private final ApplicationEventPublisher events;

    TaskEvents(ApplicationEventPublisher events) {
        this.events = events;
    }

    @EventListener
    void on(DelegateTask task) {
        switch (task.getEventName()) {
            case TaskListener.EVENTNAME_CREATE ->
                events.publishEvent(new TaskOpened(
                        task.getId(),
                        processKey(task),
                        task.getTaskDefinitionKey(),
                        task.getExecution().getProcessBusinessKey(),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant()));
            case TaskListener.EVENTNAME_COMPLETE -> events.publishEvent(new TaskClosed(task.getId(), false));
            case TaskListener.EVENTNAME_DELETE -> events.publishEvent(new TaskClosed(task.getId(), true));
            default -> {
                // assignment, update and timeout events say nothing that the read model needs
            }
        }
    }

    private static String processKey(DelegateTask task) {
        return task.getProcessEngineServices()
                .getRepositoryService()
                .getProcessDefinition(task.getProcessDefinitionId())
                .getKey();
    }
}
