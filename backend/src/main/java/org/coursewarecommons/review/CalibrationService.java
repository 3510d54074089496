package org.coursewarecommons.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.models.CalibrationModel;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.Absence;
import org.coursewarecommons.organisation.People.Appointee;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.worklist.Decision;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives reviewers an item with a known answer. Their sheets change nothing: they are compared, and that is all. */
@Service
@Transactional
class CalibrationService {

    private static final int WORKING_DAYS = 10;

    private final Calibrations calibrations;
    private final Rubrics rubrics;
    private final Catalogue catalogue;
    private final People people;
    private final Workflow workflow;
    private final WorkingDays days;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    CalibrationService(
            Calibrations calibrations,
            Rubrics rubrics,
            Catalogue catalogue,
            People people,
            Workflow workflow,
            WorkingDays days,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.calibrations = calibrations;
        this.rubrics = rubrics;
        this.catalogue = catalogue;
        this.people = people;
        this.workflow = workflow;
        this.days = days;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Asks everybody whose appointment covers the item and who had no part in it.
     *
     * @param reference the known answer, with the reason as its comment
     * @throws ProblemException 404 for a resource that isn't published, 409 when it is open already, 422
     */
    public Calibration begin(UUID resourceId, String form, Decision reference, Actor actor) {
        VersionDetail version = catalogue.readable(resourceId, actor);
        Rubric rubric =
                rubrics.current(form).orElseThrow(() -> ProblemException.invalid("/form", "unknown-code", form));
        FormScore known = CalibrationTasks.checked(rubric, version, reference, rubrics);
        Set<UUID> reviewers = reviewers(rubric, version);
        if (reviewers.isEmpty()) {
            throw ProblemException.invalid("/resourceId", "no-reviewer");
        }
        Instant now = clock.now();
        Calibration calibration = new Calibration(
                Ids.next(),
                days.dayOf(now).withDayOfMonth(1),
                resourceId,
                version.versionId(),
                String.valueOf(version.metadata().title()),
                form,
                rubric.version(),
                given(reference),
                reference.notApplicable(),
                known.score(),
                String.valueOf(reference.comment()),
                days.plus(now, WORKING_DAYS),
                actor.id(),
                now,
                null);
        try {
            calibrations.insert(calibration);
        } catch (DuplicateKeyException same) {
            throw new ProblemException(ReviewProblem.CALIBRATION_OPEN);
        }
        for (UUID reviewer : reviewers) {
            UUID sheetId = Ids.next();
            calibrations.ask(sheetId, calibration.id(), reviewer);
            workflow.start(
                    CalibrationModel.PROCESS_KEY,
                    sheetId.toString(),
                    Map.of(CalibrationModel.VARIABLE_SHEET_ID, sheetId.toString()));
        }
        events.publishEvent(new CalibrationChanged(calibration.id(), form, "begun", reviewers.size()));
        return calibration;
    }

    /** Asks nobody any longer. @throws ProblemException 409 when it is closed already */
    public Calibration close(UUID id, Actor actor) {
        Calibration calibration = calibrations.lock(id).orElseThrow(ProblemException::notFound);
        if (calibration.closedAt() != null) {
            throw ProblemException.invalidTransition("CLOSED");
        }
        calibrations.close(id, actor.id());
        int unanswered = 0;
        for (Calibrations.Sheet sheet : calibrations.sheets(List.of(id))) {
            if (sheet.decidedAt() == null) {
                workflow.correlate(CalibrationModel.MESSAGE_CLOSED, sheet.id().toString());
                unanswered++;
            }
        }
        events.publishEvent(new CalibrationChanged(id, calibration.form(), "closed", unanswered));
        return calibrations.find(id).orElseThrow();
    }

    private static Map<String, Integer> given(Decision reference) {
        Map<String, Integer> scores = new TreeMap<>(reference.scores());
        scores.values().removeIf(score -> score == null);
        return scores;
    }

    private Set<UUID> reviewers(Rubric rubric, VersionDetail version) {
        Kind kind = Kind.ofReviewer(rubric.role()).orElseThrow();
        String subject = String.valueOf(version.metadata().subject());
        String stage = String.valueOf(version.metadata().stage());
        String format = Eligibility.format(version);
        Set<UUID> away = people.absences().stream().map(Absence::personId).collect(Collectors.toSet());
        return people.appointed(rubric.role()).stream()
                .filter(person -> Eligibility.covers(kind, "", person.appointment(), subject, stage, format))
                .map(Appointee::personId)
                .filter(id -> !away.contains(id) && !version.contributorIds().contains(id))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
