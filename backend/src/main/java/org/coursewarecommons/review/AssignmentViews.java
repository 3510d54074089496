package org.coursewarecommons.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.organisation.Appointment;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.review.Assigner.Considered;
import org.coursewarecommons.review.Assignments.Stored;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.HandoverCause;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.spi.Candidate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Assignments in words. */
@Component
class AssignmentViews {

    private final Assignments assignments;
    private final ReviewTasks kinds;
    private final Worklist worklist;
    private final People people;
    private final Organisations organisations;
    private final MessageSource messages;

    AssignmentViews(
            Assignments assignments,
            ReviewTasks kinds,
            Worklist worklist,
            People people,
            Organisations organisations,
            MessageSource messages) {
        this.assignments = assignments;
        this.kinds = kinds;
        this.worklist = worklist;
        this.people = people;
        this.organisations = organisations;
        this.messages = messages;
    }

    /** Tasks of other processes are not assigned by these rules. */
    boolean answersFor(Task task) {
        return kinds.taskKeys().contains(task.taskKey());
    }

    /** For the coordinators. @param asked whom they want to know more about */
    AssignmentView whole(Task task, @Nullable UUID asked) {
        Optional<Stored> stored = assignments.find(task.id());
        List<Worklist.Handover> handovers = worklist.handovers(task.id());
        Map<UUID, PersonSummary> names = people.byIds(persons(task, stored, handovers));
        return new AssignmentView(
                task.id(),
                stored.map(Stored::at).orElse(null),
                named(names, stored.map(Stored::proposedId).orElse(null)),
                stored.map(Stored::note).orElse(null),
                named(names, task.holderId()),
                how(task, stored, handovers),
                stored.map(Stored::considered).orElse(List.of()).stream()
                        .map(person -> candidate(person, names))
                        .toList(),
                handovers.stream().map(handover -> handover(handover, names)).toList(),
                asked == null ? null : verdict(task, asked));
    }

    /** For a reviewer: nothing about anybody else. */
    AssignmentView own(Task task, UUID personId) {
        Optional<Stored> stored = assignments.find(task.id());
        Map<UUID, PersonSummary> names = people.byIds(Set.of(personId));
        return new AssignmentView(
                task.id(),
                stored.map(Stored::at).orElse(null),
                personId.equals(task.proposedId()) ? named(names, personId) : null,
                null,
                personId.equals(task.holderId()) ? named(names, personId) : null,
                how(task, stored, worklist.handovers(task.id())),
                stored.map(Stored::considered).orElse(List.of()).stream()
                        .filter(person -> person.personId().equals(personId))
                        .map(person -> candidate(person, names))
                        .toList(),
                List.of(),
                null);
    }

    private AssignmentView.Verdict verdict(Task task, UUID personId) {
        PersonSummary person = people.byIds(Set.of(personId)).get(personId);
        if (person == null) {
            throw ProblemException.invalidParameter("personId", "unknown-person");
        }
        List<Appointment> appointments = people.appointments(personId);
        Candidate candidate = new Candidate(
                personId,
                person.schoolId(),
                appointments.stream().map(Appointment::role).collect(Collectors.toSet()));
        List<AssignmentView.Rule> rules = new ArrayList<>();
        kinds.refusal(candidate, task).ifPresent(refusal -> {
            String rule = refusal.faults().stream().map(Fault::code).findFirst().orElse(Eligibility.ROLE);
            rules.add(rule(rule, true));
        });
        if (task.form() != null) {
            Worklist.Reviewing desk =
                    Objects.requireNonNull(worklist.reviewing(Set.of(personId)).get(personId));
            int capacity =
                    appointments.stream().mapToInt(Appointment::capacity).max().orElse(Appointment.MOST_TASKS);
            desk.rules(capacity).forEach(rule -> rules.add(rule(rule, desk.away())));
        }
        if (task.reservedFor() != null && !isInTheCountry(person.schoolId())) {
            rules.add(rule(task.reservedFor(), false));
        }
        return new AssignmentView.Verdict(new AssignmentView.Named(personId, person.name()), rules.isEmpty(), rules);
    }

    private boolean isInTheCountry(@Nullable UUID schoolId) {
        return schoolId != null
                && organisations
                        .find(schoolId)
                        .map(OrganisationUnit::area)
                        .filter(area -> !area.equals("URBAN"))
                        .isPresent();
    }

    private static String how(Task task, Optional<Stored> stored, List<Worklist.Handover> handovers) {
        if (task.holderId() == null) {
            return "OPEN";
        }
        boolean given = !handovers.isEmpty()
                && task.holderId().equals(handovers.get(handovers.size() - 1).toId());
        if (given) {
            return handovers.get(handovers.size() - 1).cause() == HandoverCause.ASSIGNED ? "ASSIGNED" : "GIVEN";
        }
        boolean recommended =
                stored.map(Stored::proposedId).filter(task.holderId()::equals).isPresent();
        return recommended ? "RECOMMENDED" : "CLAIMED";
    }

    private AssignmentView.Candidate candidate(Considered person, Map<UUID, PersonSummary> names) {
        return new AssignmentView.Candidate(
                Objects.requireNonNull(named(names, person.personId())),
                person.rule() == null,
                person.rule(),
                person.rule() == null ? null : text(person.rule()),
                person.open(),
                person.overdue(),
                person.lastAt(),
                person.rank() == 0 ? null : person.rank());
    }

    private static AssignmentView.Handover handover(Worklist.Handover handover, Map<UUID, PersonSummary> names) {
        return new AssignmentView.Handover(
                handover.at(),
                handover.cause().name(),
                named(names, handover.byId()),
                named(names, handover.fromId()),
                named(names, handover.toId()),
                handover.reason(),
                handover.overrode());
    }

    private AssignmentView.Rule rule(String code, boolean hard) {
        return new AssignmentView.Rule(code, text(code), hard);
    }

    private String text(String rule) {
        return Objects.requireNonNullElse(
                messages.getMessage("fault." + rule, null, rule, LocaleContextHolder.getLocale()), rule);
    }

    private static AssignmentView.@Nullable Named named(Map<UUID, PersonSummary> names, @Nullable UUID id) {
        PersonSummary person = id == null ? null : names.get(id);
        return person == null ? null : new AssignmentView.Named(person.id(), person.name());
    }

    private static Set<UUID> persons(Task task, Optional<Stored> stored, List<Worklist.Handover> handovers) {
        Set<@Nullable UUID> ids = new HashSet<>();
        ids.add(task.holderId());
        stored.ifPresent(proposal -> {
            ids.add(proposal.proposedId());
            proposal.considered().forEach(person -> ids.add(person.personId()));
        });
        handovers.forEach(handover -> {
            ids.add(handover.byId());
            ids.add(handover.fromId());
            ids.add(handover.toId());
        });
        return ids.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
