package org.coursewarecommons.worklist;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.organisation.AppointmentChanged;
import org.coursewarecommons.worklist.spi.Candidate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever may not decide a task any more does not keep it: it goes back to all, and what was written is kept. */
@Component
class Dismissals {

    private static final Set<String> CAUSES = Set.of("ended", "suspended", "changed");

    private final TaskStore store;
    private final Handovers handovers;
    private final TaskKinds kinds;
    private final Standings standings;
    private final ApplicationEventPublisher events;

    Dismissals(
            TaskStore store,
            Handovers handovers,
            TaskKinds kinds,
            Standings standings,
            ApplicationEventPublisher events) {
        this.store = store;
        this.handovers = handovers;
        this.kinds = kinds;
        this.standings = standings;
        this.events = events;
    }

    /** An end that was set for a later day acts when the person wants to decide. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(AppointmentChanged change) {
        if (!CAUSES.contains(change.cause())) {
            return;
        }
        Candidate candidate = standings.candidate(change.personId());
        for (UUID id : store.heldBy(change.personId())) {
            store.lock(id)
                    .filter(task -> task.isHeldBy(change.personId()))
                    .filter(task ->
                            kinds.of(task.taskKey()).refusal(candidate, task).isPresent())
                    .ifPresent(task -> release(task, change));
        }
    }

    private void release(Task task, AppointmentChanged change) {
        handovers.record(task, HandoverCause.APPOINTMENT, null, null, change.cause(), List.of());
        store.release(task.id());
        events.publishEvent(new TaskReleased(task.id(), task.caseId(), change.personId(), HandoverCause.APPOINTMENT));
    }
}
