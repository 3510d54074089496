package org.coursewarecommons.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.Appointee;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.TaskState;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.Worklist.Reviewing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Picks a reviewer (DT-R2): of those whose appointment covers it and whom no rule excludes, the one with the fewest
 * tasks on the desk, then whoever has been idle longest, then by a lot that the task's id draws.
 */
@Component
class Assigner {

    static final String NO_RURAL_TEACHER = "no-rural-teacher";
    static final String NOBODY = "nobody";
    private static final String SAME_ROUND = "one-task-a-round";
    private static final String PROPOSED = "proposed-for-another";
    private static final Set<String> KEYS =
            Stream.of(Kind.values()).flatMap(Kind::keys).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> COUNTRY = Set.of("TOWN", "RURAL");

    private final Submissions submissions;
    private final ReviewedVersions versions;
    private final People people;
    private final Organisations organisations;
    private final Worklist worklist;
    private final Eligibility eligibility;

    Assigner(
            Submissions submissions,
            ReviewedVersions versions,
            People people,
            Organisations organisations,
            Worklist worklist,
            Eligibility eligibility) {
        this.submissions = submissions;
        this.versions = versions;
        this.people = people;
        this.organisations = organisations;
        this.worklist = worklist;
        this.eligibility = eligibility;
    }

    /**
     * Somebody whose appointment covers the task.
     *
     * @param rule why not; null when nothing speaks against the person
     * @param open tasks on the desk, those included that are recommended to the person and still open
     * @param rank from 1; 0 for those whom a rule excludes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Considered(
            UUID personId, @Nullable String rule, int open, int overdue, @Nullable Instant lastAt, int rank) {}

    /** @param note when something is unusual: {@link #NO_RURAL_TEACHER} or {@link #NOBODY} */
    record Choice(@Nullable UUID proposedId, @Nullable String note, List<Considered> considered) {}

    /** Votes are not assigned, whoever holds the office has them; nor second looks at an own sheet. */
    boolean answersFor(Task task) {
        return task.form() != null && task.basedOnTaskId() == null && KEYS.contains(task.taskKey());
    }

    Choice choose(Task task) {
        Case it = caseOf(task);
        List<Considered> considered = considered(it, task.reservedFor() != null);
        String note = null;
        if (task.reservedFor() != null && it.rules().values().stream().noneMatch(Objects::isNull)) {
            note = NO_RURAL_TEACHER;
            considered = considered(it, false);
        }
        UUID first = considered.stream()
                .filter(person -> person.rank() == 1)
                .map(Considered::personId)
                .findFirst()
                .orElse(null);
        return new Choice(first, first == null ? NOBODY : note, considered);
    }

    /**
     * What a task is about, for everybody at once.
     *
     * @param rules that no reason gets past, by person; null where none stands against the country's teachers
     */
    private record Case(
            Task task,
            Map<UUID, Appointee> persons,
            Map<UUID, @Nullable String> conflicts,
            Map<UUID, Reviewing> reviewing,
            Map<UUID, String> sameRound) {

        /** Of those at town and village schools. */
        Map<UUID, @Nullable String> rules() {
            Map<UUID, @Nullable String> rules = new LinkedHashMap<>();
            persons.values().stream()
                    .filter(person -> person.area() != null && COUNTRY.contains(person.area()))
                    .forEach(person -> rules.put(person.personId(), conflicts.get(person.personId())));
            return rules;
        }
    }

    private Case caseOf(Task task) {
        Kind kind = Kind.valueOf(task.kind());
        Level level = Level.valueOf(task.level());
        Submission submission = submissions.get(task.caseId());
        VersionDetail version = versions.of(submission);
        Map<UUID, Appointee> persons = persons(kind, level, submission, version, task);
        Map<String, String> exclusions = eligibility.exclusions(kind, level, submission, version);
        Map<UUID, Set<UUID>> collectives = organisations.collectivesOf(persons.values().stream()
                .map(Appointee::schoolId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<UUID, @Nullable String> conflicts = new LinkedHashMap<>();
        persons.values()
                .forEach(person -> conflicts.put(
                        person.personId(),
                        Eligibility.conflict(
                                        exclusions,
                                        person.personId(),
                                        person.schoolId(),
                                        person.schoolId() == null
                                                ? Set.of()
                                                : collectives.getOrDefault(person.schoolId(), Set.of()))
                                .orElse(null)));
        return new Case(task, persons, conflicts, worklist.reviewing(persons.keySet()), sameRound(task));
    }

    /** By id; of several appointments the one with the largest capacity. */
    private Map<UUID, Appointee> persons(
            Kind kind, Level level, Submission submission, VersionDetail version, Task task) {
        String format = Eligibility.format(version);
        Stream<Appointee> covering = people.appointed(kind.role()).stream()
                .filter(person -> Eligibility.covers(
                        kind, task.taskKey(), person.appointment(), task.subject(), task.stage(), format));
        if (Eligibility.isOfSchool(kind, level)) {
            covering = Stream.concat(covering, people.appointed(Role.SCHOOL_ADMIN).stream())
                    .filter(person -> submission.schoolId().equals(person.schoolId()));
        }
        Map<UUID, Appointee> persons = new LinkedHashMap<>();
        covering.forEach(person -> persons.merge(
                person.personId(),
                person,
                (one, other) ->
                        one.appointment().capacity() >= other.appointment().capacity() ? one : other));
        return persons;
    }

    private Map<UUID, String> sameRound(Task task) {
        Map<UUID, String> persons = new LinkedHashMap<>();
        for (Task other : worklist.ofCase(task.caseId())) {
            if (other.round() == task.round() && !other.id().equals(task.id()) && other.state() != TaskState.CLOSED) {
                if (other.holderId() != null) {
                    persons.put(other.holderId(), SAME_ROUND);
                } else if (other.proposedId() != null) {
                    persons.putIfAbsent(other.proposedId(), PROPOSED);
                }
            }
        }
        return persons;
    }

    private static List<Considered> considered(Case it, boolean reserved) {
        List<Considered> eligible = new ArrayList<>();
        List<Considered> excluded = new ArrayList<>();
        for (Appointee person : it.persons().values()) {
            Reviewing desk = Objects.requireNonNull(it.reviewing().get(person.personId()));
            String rule = rule(it, person, desk, reserved);
            (rule == null ? eligible : excluded)
                    .add(new Considered(
                            person.personId(), rule, desk.open() + desk.proposed(), desk.overdue(), desk.lastAt(), 0));
        }
        eligible.sort(order(it.task().id()));
        List<Considered> all = new ArrayList<>();
        for (Considered person : eligible) {
            all.add(new Considered(
                    person.personId(), null, person.open(), person.overdue(), person.lastAt(), all.size() + 1));
        }
        all.addAll(excluded);
        return all;
    }

    private static @Nullable String rule(Case it, Appointee person, Reviewing desk, boolean reserved) {
        String conflict = it.conflicts().get(person.personId());
        if (conflict != null) {
            return conflict;
        }
        List<String> busy = desk.rules(person.appointment().capacity());
        if (!busy.isEmpty()) {
            return busy.get(0);
        }
        if (reserved && (person.area() == null || !COUNTRY.contains(person.area()))) {
            return Worklist.RURAL_PLACE;
        }
        return it.sameRound().get(person.personId());
    }

    static Comparator<Considered> order(UUID taskId) {
        return Comparator.comparingInt(Considered::open)
                .thenComparing(Considered::lastAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparingInt(person -> Objects.hash(taskId, person.personId()))
                .thenComparing(Considered::personId);
    }
}
