package org.coursewarecommons.review;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks of the review process: who may take them, and what the person sees. */
@Component
class ReviewTasks implements TaskKind {

    /** Whoever holds none of these may not even know of a task. */
    private static final Set<Role> TEAM = EnumSet.of(
            Role.EXPERT,
            Role.TEACHER_REVIEWER,
            Role.TECHNICIAN,
            Role.REVIEW_COORDINATOR,
            Role.DISTRICT_STEWARD,
            Role.COMMITTEE);

    private final Submissions submissions;
    private final ReviewedVersions versions;
    private final Eligibility eligibility;
    private final Worklist worklist;
    private final People people;
    private final Rounds rounds;
    private final Sheets sheets;
    private final Decisions decisions;
    private final VetoChecks vetoChecks;
    private final Meetings meetings;
    private final SecondLooks secondLooks;
    private final TaskMaterial material;

    ReviewTasks(
            Submissions submissions,
            ReviewedVersions versions,
            Eligibility eligibility,
            Worklist worklist,
            People people,
            Rounds rounds,
            Sheets sheets,
            Decisions decisions,
            VetoChecks vetoChecks,
            Meetings meetings,
            SecondLooks secondLooks,
            TaskMaterial material) {
        this.submissions = submissions;
        this.versions = versions;
        this.eligibility = eligibility;
        this.worklist = worklist;
        this.people = people;
        this.rounds = rounds;
        this.sheets = sheets;
        this.decisions = decisions;
        this.vetoChecks = vetoChecks;
        this.meetings = meetings;
        this.secondLooks = secondLooks;
        this.material = material;
    }

    @Override
    public Set<String> taskKeys() {
        return java.util.Arrays.stream(Kind.values()).flatMap(Kind::keys).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        Kind kind = Kind.ofTask(opened.taskKey());
        Submission submission = submissions.get(UUID.fromString(opened.businessKey()));
        VersionDetail version = version(submission);
        Level level = submission.level();
        if (kind == Kind.VETO_CHECK) {
            return check(submission, version);
        }
        Optional<ScoreSheet> own = secondLooks.next(opened.taskKey(), submission);
        String subject = String.valueOf(version.metadata().subject());
        String stage = String.valueOf(version.metadata().stage());
        return new NewTask(
                kind.name(),
                submission.id(),
                submission.round(),
                submission.resourceId(),
                String.valueOf(version.metadata().title()),
                Eligibility.roles(kind, level, opened.taskKey()),
                subject,
                stage,
                level.name(),
                kind.form(),
                own.map(sheet -> "person:" + sheet.reviewerId()).orElse(onlyScope(kind, level, submission)),
                own.isPresent() ? Map.of() : eligibility.exclusions(kind, level, submission, version),
                Eligibility.format(version),
                own.isEmpty() && isForTheCountry(kind, level, submission) ? Worklist.RURAL_PLACE : null,
                own.map(ScoreSheet::taskId).orElse(null));
    }

    private NewTask check(Submission submission, VersionDetail version) {
        VetoChecks.Place place = vetoChecks.next(submission, version);
        return new NewTask(
                Kind.VETO_CHECK.name(),
                submission.id(),
                submission.round(),
                submission.resourceId(),
                String.valueOf(version.metadata().title()),
                place.seat().roles(place.standIn()),
                String.valueOf(version.metadata().subject()),
                String.valueOf(version.metadata().stage()),
                submission.level().name(),
                null,
                null,
                vetoChecks.exclusions(place.standIn() ? VetoSeat.OPS : place.seat(), submission, version),
                Eligibility.format(version),
                null,
                null,
                Set.copyOf(place.seat().subjects()));
    }

    private static @Nullable String onlyScope(Kind kind, Level level, Submission submission) {
        return Eligibility.isOfSchool(kind, level) ? "school:" + submission.schoolId() : null;
    }

    /** At district level one of the teachers is from a town or a village: the first place of a round is kept for them. */
    private boolean isForTheCountry(Kind kind, Level level, Submission submission) {
        return kind == Kind.TEACHER
                && level == Level.L3
                && worklist.ofCase(submission.id()).stream()
                        .noneMatch(task -> task.kind().equals(kind.name())
                                && task.round() == submission.round()
                                && task.level().equals(level.name()));
    }

    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        Kind kind = Kind.valueOf(task.kind());
        Level level = Level.valueOf(task.level());
        Submission submission = submissions.get(task.caseId());
        VersionDetail version = version(submission);
        if (!mayKnow(candidate, kind, level, submission)) {
            return Optional.of(ProblemException.notFound());
        }
        if (kind == Kind.VETO_CHECK) {
            return vetoChecks.refusal(candidate, task, submission, version);
        }
        Optional<String> conflict = eligibility.conflict(
                eligibility.exclusions(kind, level, submission, version), candidate.personId(), candidate.schoolId());
        if (eligibility.standsIn(candidate, kind, level, submission)) {
            // Lead schools are paired with the very schools that have no reviewer of their own.
            conflict = conflict.filter(rule -> !rule.equals(Conflicts.PAIRED_SCHOOL));
        }
        if (conflict.filter(Conflicts.AUTHOR::equals).isPresent()) {
            return conflict.map(Eligibility::conflictOfInterest);
        }
        if (task.basedOnTaskId() != null) {
            return secondLooks.isOwn(task, candidate.personId())
                    ? Optional.empty()
                    : Optional.of(Eligibility.notAppointed(Eligibility.OWN_SHEET));
        }
        if (kind.form() == null
                && Eligibility.roles(kind, level, task.taskKey()).stream().noneMatch(candidate.roles()::contains)) {
            return Optional.of(Eligibility.notAppointed(Eligibility.ROLE));
        }
        if (Eligibility.isOfSchool(kind, level)
                && !submission.schoolId().equals(candidate.schoolId())
                && !eligibility.standsIn(candidate, kind, level, submission)) {
            return Optional.of(Eligibility.notAppointed(Eligibility.OTHER_SCHOOL));
        }
        if (conflict.isPresent()) {
            return conflict.map(Eligibility::conflictOfInterest);
        }
        return candidate.roles().contains(kind.role()) && kind.form() == null
                        || isAppointed(candidate, kind, level, submission, version, task)
                ? Optional.empty()
                : Optional.of(Eligibility.notAppointed(Eligibility.COVERAGE));
    }

    /** An appointment may have ended since; a conflict takes the task away when it comes to be known. */
    @Override
    public Optional<ProblemException> refusalOfHolder(Candidate holder, Task task) {
        if (task.form() == null || task.basedOnTaskId() != null) {
            return refusal(holder, task);
        }
        Kind kind = Kind.valueOf(task.kind());
        Level level = Level.valueOf(task.level());
        Submission submission = submissions.get(task.caseId());
        return isAppointed(holder, kind, level, submission, version(submission), task)
                ? Optional.empty()
                : Optional.of(Eligibility.notAppointed(Eligibility.COVERAGE));
    }

    /** The submission tells it better than the task could: a withdrawal ends the tasks before it is written down. */
    @Override
    public Map<UUID, String> closedBecause(List<Task> tasks) {
        Map<UUID, Submission> byId =
                submissions.byIds(tasks.stream().map(Task::caseId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Submission::id, Function.identity()));
        Map<UUID, String> reasons = new LinkedHashMap<>();
        for (Task task : tasks) {
            Submission submission = byId.get(task.caseId());
            if (submission != null) {
                reasons.put(task.id(), closedBecause(task, submission));
            }
        }
        return reasons;
    }

    private static String closedBecause(Task task, Submission submission) {
        return switch (submission.state()) {
            case WITHDRAWN -> "withdrawn";
            case SUBMITTED -> task.round() == submission.round() ? "not-needed" : "decided";
            default -> "decided";
        };
    }

    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        Submission submission = submissions.get(task.caseId());
        if (Kind.valueOf(task.kind()) == Kind.VETO_CHECK) {
            decisions.settleVetoes(personId, task, submission, decision);
        } else if (Kind.valueOf(task.kind()) == Kind.ADJUDICATION) {
            meetings.vote(personId, task, submission, decision);
        } else {
            decisions.score(personId, task, submission, version(submission), decision);
        }
    }

    @Override
    public Map<String, Object> material(Task task) {
        Submission submission = submissions.get(task.caseId());
        VersionDetail version = version(submission);
        Map<String, Object> shown = material.of(version, submission.note());
        if (task.kind().equals(Kind.VETO_CHECK.name())) {
            shown.put("vetoes", vetoChecks.shown(task, submission));
        } else if (task.form() == null) {
            shown.put("vetoes", sheets.vetoes(submission));
        }
        if (task.basedOnTaskId() != null || task.kind().equals(Kind.ADJUDICATION.name())) {
            shown.put("sheets", secondLooks.shown(task, submission));
        }
        if (task.form() != null) {
            shown.put("form", TaskMaterial.form(rounds.forms(submission).get(task.form()), version));
        }
        return shown;
    }

    private boolean mayKnow(Candidate candidate, Kind kind, Level level, Submission submission) {
        return candidate.roles().stream().anyMatch(TEAM::contains)
                || isOwnAdmin(candidate, kind, level, submission)
                || eligibility.standsIn(candidate, kind, level, submission);
    }

    private boolean isAppointed(
            Candidate candidate, Kind kind, Level level, Submission submission, VersionDetail version, Task task) {
        String format = Eligibility.format(version);
        return isOwnAdmin(candidate, kind, level, submission)
                || eligibility.standsIn(candidate, kind, level, submission)
                || people.appointments(candidate.personId()).stream()
                        .anyMatch(appointment -> Eligibility.covers(
                                kind, task.taskKey(), appointment, task.subject(), task.stage(), format));
    }

    private static boolean isOwnAdmin(Candidate candidate, Kind kind, Level level, Submission submission) {
        return Eligibility.isOfSchool(kind, level)
                && candidate.roles().contains(Role.SCHOOL_ADMIN)
                && submission.schoolId().equals(candidate.schoolId());
    }

    private VersionDetail version(Submission submission) {
        return versions.of(submission);
    }
}
