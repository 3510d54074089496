package org.coursewarecommons.worklist;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.OneByOne;
import org.coursewarecommons.shared.TimedPart;
import org.coursewarecommons.worklist.TaskClocks.Step;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks after the time of tasks, of every process alike. Each step of each task is one transaction, so that one that
 * fails holds up no other; backends that look at the same moment do a step once.
 */
@Component
class TaskReminders implements TimedPart {

    private static final int BATCH = 200;
    private static final String REASON = "办理期限已到";

    private final TaskClocks clocks;
    private final TaskStore store;
    private final Worklist worklist;
    private final OneByOne oneByOne;
    private final ApplicationEventPublisher events;

    TaskReminders(
            TaskClocks clocks,
            TaskStore store,
            Worklist worklist,
            OneByOne oneByOne,
            ApplicationEventPublisher events) {
        this.clocks = clocks;
        this.store = store;
        this.worklist = worklist;
        this.oneByOne = oneByOne;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "${courseware.worklist.clocks-every:PT10S}", initialDelayString = "PT10S")
    @Override
    public void runDue() {
        for (Step step : Step.values()) {
            oneByOne.each(step.name(), clocks.due(step, BATCH), id -> act(step, id));
        }
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return clocks.next();
    }

    private void act(Step step, UUID taskId) {
        Task task = store.lock(taskId).orElseThrow();
        if (!task.state().isActive() || !clocks.done(step, taskId)) {
            return;
        }
        UUID holder = task.holderId();
        switch (step) {
            case REMIND -> {
                if (holder != null) {
                    events.publishEvent(new TaskDueSoon(taskId, task.caseId(), holder));
                }
            }
            case RETURN -> {
                // Nobody else could do what revises the holder's own sheet.
                if (holder != null && task.basedOnTaskId() == null) {
                    worklist.returnToPool(taskId, HandoverCause.OVERDUE, REASON);
                    events.publishEvent(new TaskOverdue(taskId, task.caseId(), holder));
                }
            }
            case ESCALATE -> events.publishEvent(new TaskEscalated(taskId, task.caseId()));
        }
    }
}
