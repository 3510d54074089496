package org.coursewarecommons.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.review.Assigner.Choice;
import org.coursewarecommons.review.Assigner.Considered;
import org.coursewarecommons.review.AssignmentMode.Mode;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.worklist.HandoverCause;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskOffered;
import org.coursewarecommons.worklist.TaskReleased;
import org.coursewarecommons.worklist.Worklist;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recommends a reviewer for every sheet that is offered, and keeps what spoke for and against each. */
@Component
class Assignments {

    private static final int MOST_TRIED = 5;

    private final Assigner assigner;
    private final AssignmentMode mode;
    private final Worklist worklist;
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    Assignments(
            Assigner assigner,
            AssignmentMode mode,
            Worklist worklist,
            JdbcClient jdbc,
            ObjectMapper mapper,
            DomainClock clock) {
        this.assigner = assigner;
        this.mode = mode;
        this.worklist = worklist;
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The newest proposal for a task. */
    record Stored(Instant at, @Nullable UUID proposedId, @Nullable String note, List<Considered> considered) {}

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void offered(TaskOffered offered) {
        worklist.find(offered.taskId()).ifPresent(task -> propose(task, true));
    }

    /**
     * Given back, it is offered anew. Where sheets are assigned, the next one gets it, unless its holder or a coordinator
     * wanted it to be open to all.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void released(TaskReleased released) {
        HandoverCause cause = released.cause();
        boolean wanted = cause == null || cause == HandoverCause.RETURNED;
        worklist.find(released.taskId()).ifPresent(task -> propose(task, !wanted));
    }

    Optional<Stored> find(UUID taskId) {
        return jdbc.sql(
                        "select at, proposed_id, note, considered::text as considered from review.assignment where task_id = :id")
                .param("id", taskId)
                .query((row, number) -> new Stored(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("proposed_id", UUID.class),
                        row.getString("note"),
                        considered(row.getString("considered"))))
                .optional();
    }

    private void propose(Task task, boolean mayAssign) {
        if (!assigner.answersFor(task)) {
            return;
        }
        Choice choice = assigner.choose(task);
        if (Assigner.NO_RURAL_TEACHER.equals(choice.note())) {
            worklist.openToAll(task.id());
        }
        worklist.propose(task.id(), choice.proposedId());
        jdbc.sql(
                        """
                        insert into review.assignment (task_id, at, proposed_id, note, considered)
                        values (:taskId, :now, :proposedId, :note, cast(:considered as jsonb))
                        on conflict (task_id) do update
                           set at = excluded.at, proposed_id = excluded.proposed_id, note = excluded.note,
                               considered = excluded.considered
                        """)
                .param("taskId", task.id())
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("proposedId", choice.proposedId())
                .param("note", choice.note())
                .param("considered", json(choice.considered()))
                .update();
        if (mayAssign && mode.get().mode() == Mode.ASSIGN) {
            assign(task, choice);
        }
    }

    /** The first by rank who has not had it yet and can take it now; nobody: it stays open to all. */
    private void assign(Task task, Choice choice) {
        Set<UUID> had = worklist.handovers(task.id()).stream()
                .map(Worklist.Handover::fromId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        choice.considered().stream()
                .filter(person -> person.rank() > 0 && !had.contains(person.personId()))
                .sorted(Comparator.comparingInt(Considered::rank))
                .limit(MOST_TRIED)
                .anyMatch(person -> worklist.assign(task.id(), person.personId()));
    }

    private String json(List<Considered> considered) {
        try {
            return mapper.writeValueAsString(considered);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Considered> considered(String json) {
        try {
            return mapper.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored assignment can't be read", broken);
        }
    }
}
