package org.coursewarecommons.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.CalibrationModel;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.review.Calibrations.Sheet;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.springframework.stereotype.Component;

/** Sheets of calibrations. In the queue they look like any other sheet: who knows to be watched scores differently. */
@Component
class CalibrationTasks implements TaskKind {

    private static final String KEY = CalibrationModel.PROCESS_KEY + "/" + CalibrationModel.TASK_SHEET;
    private static final Level LEVEL = Level.L3;

    private final Calibrations calibrations;
    private final Rubrics rubrics;
    private final Catalogue catalogue;
    private final People people;
    private final TaskMaterial material;

    CalibrationTasks(
            Calibrations calibrations, Rubrics rubrics, Catalogue catalogue, People people, TaskMaterial material) {
        this.calibrations = calibrations;
        this.rubrics = rubrics;
        this.catalogue = catalogue;
        this.people = people;
        this.material = material;
    }

    @Override
    public Set<String> taskKeys() {
        return Set.of(KEY);
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        Sheet sheet = calibrations.sheet(UUID.fromString(opened.businessKey()));
        Calibration calibration = calibrations.ofSheet(sheet.id());
        VersionDetail version = version(calibration);
        Role role = rubric(calibration).role();
        return new NewTask(
                Kind.ofReviewer(role).orElseThrow().name(),
                sheet.id(),
                1,
                calibration.resourceId(),
                calibration.title(),
                Set.of(role),
                String.valueOf(version.metadata().subject()),
                String.valueOf(version.metadata().stage()),
                LEVEL.name(),
                calibration.form(),
                "person:" + sheet.reviewerId(),
                Map.of(),
                Eligibility.format(version),
                null,
                null);
    }

    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        Sheet sheet = calibrations.sheet(task.caseId());
        if (!candidate.personId().equals(sheet.reviewerId())) {
            return Optional.of(
                    candidate.roles().contains(Role.REVIEW_COORDINATOR)
                                    || candidate.roles().contains(Role.DISTRICT_STEWARD)
                            ? Eligibility.notAppointed(Eligibility.OWN_SHEET)
                            : ProblemException.notFound());
        }
        Kind kind = Kind.valueOf(task.kind());
        String format = Eligibility.format(version(calibrations.ofSheet(sheet.id())));
        boolean covered = people.appointments(candidate.personId()).stream()
                .anyMatch(appointment ->
                        Eligibility.covers(kind, task.taskKey(), appointment, task.subject(), task.stage(), format));
        return covered ? Optional.empty() : Optional.of(Eligibility.notAppointed(Eligibility.COVERAGE));
    }

    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        Calibration calibration = calibrations.ofSheet(task.caseId());
        calibrations.answer(
                task.caseId(),
                decision,
                checked(rubric(calibration), version(calibration), decision, rubrics)
                        .score());
    }

    /** @throws ProblemException 422 with every fault of the form */
    static FormScore checked(Rubric rubric, VersionDetail version, Decision decision, Rubrics rubrics) {
        String type = version.metadata().type();
        Set<UUID> fileIds =
                version.files().stream().map(VersionDetail.VersionFile::fileId).collect(Collectors.toSet());
        List<Fault> faults = new SheetCheck(rubric, type, rubrics.vetoRules(), fileIds).faults(decision);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return FormScore.of(rubric, type, decision.scores());
    }

    @Override
    public Map<String, Object> material(Task task) {
        Calibration calibration = calibrations.ofSheet(task.caseId());
        VersionDetail version = version(calibration);
        Map<String, Object> shown = material.of(version, null);
        shown.put("form", TaskMaterial.form(rubric(calibration), version));
        return shown;
    }

    private Rubric rubric(Calibration calibration) {
        return rubrics.of(calibration.form(), calibration.rubricVersion());
    }

    private VersionDetail version(Calibration calibration) {
        return catalogue.version(calibration.versionId()).orElseThrow();
    }
}
