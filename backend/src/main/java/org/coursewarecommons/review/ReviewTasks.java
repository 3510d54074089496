package org.coursewarecommons.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.Twins;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
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
    private final Catalogue catalogue;
    private final Conflicts conflicts;
    private final People people;
    private final Rounds rounds;
    private final Sheets sheets;
    private final Decisions decisions;
    private final Twins twins;
    private final ObjectMapper mapper;

    ReviewTasks(
            Submissions submissions,
            Catalogue catalogue,
            Conflicts conflicts,
            People people,
            Rounds rounds,
            Sheets sheets,
            Decisions decisions,
            Twins twins,
            ObjectMapper mapper) {
        this.submissions = submissions;
        this.catalogue = catalogue;
        this.conflicts = conflicts;
        this.people = people;
        this.rounds = rounds;
        this.sheets = sheets;
        this.decisions = decisions;
        this.twins = twins;
        this.mapper = mapper;
    }

    @Override
    public Set<String> taskKeys() {
        return java.util.Arrays.stream(Kind.values()).map(Kind::key).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        Kind kind = Kind.ofTask(opened.taskKey());
        Submission submission = submissions.get(UUID.fromString(opened.businessKey()));
        VersionDetail version = version(submission);
        Level level = kind == Kind.VETO_CHECK ? Level.L1 : submission.level();
        return new NewTask(
                kind.name(),
                submission.id(),
                submission.round(),
                submission.resourceId(),
                String.valueOf(version.metadata().title()),
                roles(kind, submission),
                String.valueOf(version.metadata().subject()),
                String.valueOf(version.metadata().stage()),
                submission.level().name(),
                kind.form(),
                isOfSchool(kind, submission) ? "school:" + submission.schoolId() : null,
                conflicts.exclusions(level, submission.schoolId(), version.contributorIds()),
                null);
    }

    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        Kind kind = Kind.valueOf(task.kind());
        Submission submission = submissions.get(task.caseId());
        VersionDetail version = version(submission);
        if (!mayKnow(candidate, kind, submission)) {
            return Optional.of(ProblemException.notFound());
        }
        if (version.contributorIds().contains(candidate.personId())) {
            return Optional.of(ProblemException.because(ReviewProblem.CONFLICT_OF_INTEREST, Conflicts.AUTHOR));
        }
        if (kind == Kind.VETO_CHECK) {
            return candidate.roles().contains(kind.role()) ? Optional.empty() : notAppointed("role");
        }
        if (isOfSchool(kind, submission) && !submission.schoolId().equals(candidate.schoolId())) {
            return notAppointed("other-school");
        }
        Optional<String> rule = conflicts.rule(
                submission.level(),
                submission.schoolId(),
                version.contributorIds(),
                candidate.personId(),
                candidate.schoolId());
        if (rule.isPresent()) {
            return rule.map(code -> ProblemException.because(ReviewProblem.CONFLICT_OF_INTEREST, code));
        }
        return isAppointed(candidate, kind, submission, task) ? Optional.empty() : notAppointed("coverage");
    }

    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        Submission submission = submissions.get(task.caseId());
        if (Kind.valueOf(task.kind()) == Kind.VETO_CHECK) {
            decisions.settleVetoes(personId, submission, decision);
        } else {
            decisions.score(personId, task, submission, version(submission), decision);
        }
    }

    /** Reviewers are not told who made it. */
    @Override
    public Map<String, Object> material(Task task) {
        Submission submission = submissions.get(task.caseId());
        VersionDetail version = version(submission);
        Map<String, Object> material = new LinkedHashMap<>();
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("resourceId", version.resourceId());
        resource.put("versionId", version.versionId());
        resource.put("number", version.number());
        resource.put("kind", version.kind());
        resource.put("completeness", version.completeness());
        ObjectNode metadata = mapper.valueToTree(version.metadata().withoutContributors());
        metadata.remove("contributors");
        resource.put("metadata", metadata);
        material.put("resource", resource);
        material.put("files", version.files());
        material.put("similarFiles", twins.of(version));
        material.put("note", submission.note());
        if (task.form() == null) {
            material.put("vetoes", sheets.vetoes(submission.id(), task.round()));
        } else {
            Rubric rubric = rounds.forms(submission).get(task.form());
            material.put(
                    "form",
                    new Rubric(
                            rubric.form(),
                            rubric.version(),
                            rubric.role(),
                            rubric.name(),
                            rubric.weight(),
                            rubric.dimensionsFor(version.metadata().type())));
        }
        return material;
    }

    /** At school level the school's own people look at it; veto checks are always the district's. */
    private static boolean isOfSchool(Kind kind, Submission submission) {
        return kind != Kind.VETO_CHECK && submission.level() == Level.L1;
    }

    /** Most schools have no appointed reviewer among their teachers, so their own first review is their admin's too. */
    private static Set<Role> roles(Kind kind, Submission submission) {
        return isOfSchool(kind, submission) ? EnumSet.of(kind.role(), Role.SCHOOL_ADMIN) : EnumSet.of(kind.role());
    }

    private static boolean mayKnow(Candidate candidate, Kind kind, Submission submission) {
        return candidate.roles().stream().anyMatch(TEAM::contains) || isOwnAdmin(candidate, kind, submission);
    }

    private boolean isAppointed(Candidate candidate, Kind kind, Submission submission, Task task) {
        return isOwnAdmin(candidate, kind, submission)
                || people.appointments(candidate.personId()).stream()
                        .anyMatch(appointment ->
                                appointment.role() == kind.role() && appointment.covers(task.subject(), task.stage()));
    }

    private static boolean isOwnAdmin(Candidate candidate, Kind kind, Submission submission) {
        return isOfSchool(kind, submission)
                && candidate.roles().contains(Role.SCHOOL_ADMIN)
                && submission.schoolId().equals(candidate.schoolId());
    }

    private static Optional<ProblemException> notAppointed(String rule) {
        return Optional.of(ProblemException.because(ReviewProblem.NOT_APPOINTED, rule));
    }

    private VersionDetail version(Submission submission) {
        return catalogue.version(submission.versionId()).orElseThrow();
    }
}
