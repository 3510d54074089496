package org.coursewarecommons.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.organisation.LeaveEntered;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.Absence;
import org.coursewarecommons.shared.OneByOne;
import org.coursewarecommons.shared.TimedPart;
import org.coursewarecommons.worklist.spi.Candidate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands over what persons on leave hold: to whom they named, where the rules let them, else back to all. */
@Component
class Absences implements TimedPart {

    private final People people;
    private final TaskStore store;
    private final Handovers handovers;
    private final Worklist worklist;
    private final TaskKinds kinds;
    private final Standings standings;
    private final OneByOne oneByOne;
    private final ApplicationEventPublisher events;

    Absences(
            People people,
            TaskStore store,
            Handovers handovers,
            Worklist worklist,
            TaskKinds kinds,
            Standings standings,
            OneByOne oneByOne,
            ApplicationEventPublisher events) {
        this.people = people;
        this.store = store;
        this.handovers = handovers;
        this.worklist = worklist;
        this.kinds = kinds;
        this.standings = standings;
        this.oneByOne = oneByOne;
        this.events = events;
    }

    /** A leave that has begun acts at once. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void entered(LeaveEntered leave) {
        people.absence(leave.personId()).ifPresent(this::handOver);
    }

    /** Leaves that were entered before they begin. Each person is a transaction of their own. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    @Override
    public void runDue() {
        List<Absence> holding = people.absences().stream()
                .filter(absence -> !store.heldBy(absence.personId()).isEmpty())
                .toList();
        oneByOne.each("leave", holding, this::handOver);
    }

    /** Looked at whenever anything else is due: a leave that begins is early enough then. */
    @Override
    public Optional<Instant> next(Instant now) {
        return Optional.empty();
    }

    private void handOver(Absence absence) {
        UUID standIn = absence.standInId();
        if (standIn != null) {
            store.lockPerson(standIn);
        }
        for (UUID id : store.heldBy(absence.personId())) {
            store.lock(id)
                    .filter(task -> task.isHeldBy(absence.personId()))
                    .ifPresent(task -> handOver(task, standIn, absence));
        }
    }

    private void handOver(Task task, @Nullable UUID standIn, Absence absence) {
        boolean taken = standIn != null && mayTake(standIn, task);
        String reason = "until " + absence.until();
        if (taken) {
            handovers.record(task, HandoverCause.ABSENCE, null, standIn, reason, List.of());
            store.claim(task.id(), standIn);
            events.publishEvent(new TaskReassigned(task.id(), task.caseId(), task.holderId(), standIn));
        } else {
            worklist.returnToPool(task.id(), HandoverCause.ABSENCE, reason);
        }
    }

    private boolean mayTake(UUID standIn, Task task) {
        Candidate candidate = standings.candidate(standIn);
        return kinds.of(task.taskKey()).refusal(candidate, task).isEmpty()
                && !store.hasOtherOfRound(task, standIn)
                && standings.of(standIn).hindrances(task).isEmpty();
    }
}
