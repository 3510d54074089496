package org.coursewarecommons.worklist;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.Absence;
import org.coursewarecommons.shared.MeCounts;
import org.coursewarecommons.worklist.TaskQueues.Filter;
import org.coursewarecommons.worklist.TaskQueues.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Answers other modules from the same rows as the queues. */
@Component
class StoredWorklist implements Worklist, MeCounts {

    private final TaskQueues queues;
    private final Standings standings;
    private final TaskStore store;
    private final Loads loads;
    private final Handovers handovers;
    private final People people;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    StoredWorklist(
            TaskQueues queues,
            Standings standings,
            TaskStore store,
            Loads loads,
            Handovers handovers,
            People people,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.queues = queues;
        this.standings = standings;
        this.store = store;
        this.loads = loads;
        this.handovers = handovers;
        this.people = people;
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public boolean isInvolved(Actor actor, UUID caseId) {
        return queues.isInvolved(standings.of(actor), caseId);
    }

    @Override
    public List<Task> ofCase(UUID caseId) {
        return jdbc.sql("select " + TaskStore.COLUMNS
                        + " from worklist.task t where t.case_id = :caseId order by t.since, t.id")
                .param("caseId", caseId)
                .query((row, number) -> TaskStore.task(row))
                .list();
    }

    @Override
    public Optional<Task> find(UUID taskId) {
        return store.find(taskId);
    }

    @Override
    public boolean isTeam(Actor actor) {
        return standings.isTeam(actor);
    }

    @Override
    public Map<UUID, Reviewing> reviewing(Collection<UUID> personIds) {
        Set<UUID> away = people.absences().stream().map(Absence::personId).collect(Collectors.toSet());
        Map<UUID, Loads.Desk> desks = loads.of(personIds);
        Map<UUID, Reviewing> all = new HashMap<>();
        for (UUID id : personIds) {
            Loads.Desk desk = desks.getOrDefault(id, Loads.Desk.EMPTY);
            all.put(id, new Reviewing(desk.open(), desk.overdue(), desk.proposed(), desk.lastAt(), away.contains(id)));
        }
        return all;
    }

    @Override
    public List<Handover> handovers(UUID taskId) {
        return handovers.of(taskId);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void propose(UUID taskId, @Nullable UUID personId) {
        store.propose(taskId, personId);
    }

    /** Whoever is busy taking another task this moment is not waited for: two who wait for each other would both fail. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean assign(UUID taskId, UUID personId) {
        Task task = store.lock(taskId).orElseThrow();
        if (task.state() != TaskState.OPEN
                || !store.tryLockPerson(personId)
                || store.hasOtherOfRound(task, personId)
                || !standings.of(personId).hindrances(task).isEmpty()) {
            return false;
        }
        handovers.record(task, HandoverCause.ASSIGNED, null, personId, "DT-R2", List.of());
        store.claim(taskId, personId);
        events.publishEvent(new TaskAssigned(taskId, task.caseId(), personId));
        return true;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void openToAll(UUID taskId) {
        store.openToAll(taskId);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returnToPool(UUID taskId, HandoverCause cause, String reason) {
        store.lock(taskId).filter(task -> task.state() == TaskState.CLAIMED).ifPresent(task -> {
            handovers.record(task, cause, null, null, reason, List.of());
            store.release(taskId);
            events.publishEvent(
                    new TaskReleased(taskId, task.caseId(), Objects.requireNonNull(task.holderId()), cause));
        });
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void exclude(UUID caseId, UUID personId, String rule) {
        for (Task task : ofCase(caseId)) {
            if (task.state().isActive()) {
                store.exclude(task.id(), "person:" + personId, rule);
                if (personId.equals(task.holderId())) {
                    returnToPool(task.id(), HandoverCause.CONFLICT, rule);
                }
            }
        }
    }

    @Override
    public Map<String, Integer> of(UUID personId) {
        Standing standing = standings.of(personId);
        return Map.of(
                "myTasks", Math.toIntExact(queues.count(standing, Queue.MINE, Filter.NONE)),
                "available", Math.toIntExact(queues.count(standing, Queue.AVAILABLE, Filter.NONE)));
    }
}
