package org.coursewarecommons.takedown;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.TaskOpened;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.coursewarecommons.worklist.spi.Candidate;
import org.coursewarecommons.worklist.spi.NewTask;
import org.coursewarecommons.worklist.spi.TaskKind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The two tasks of a takedown: the steward on duty tells the committee, a member of the committee decides. */
@Component
class TakedownTasks implements TaskKind {

    private static final String INFORM = HearingModel.PROCESS_TAKEDOWN + "/" + HearingModel.TASK_INFORM_COMMITTEE;
    private static final String DECIDE = HearingModel.PROCESS_TAKEDOWN + "/" + HearingModel.TASK_DECIDE_REPORT;

    private static final String AUTHOR = "author";
    private static final String SAME_SCHOOL = "same-school";
    private static final String SAME_COLLECTIVE = "same-collective";
    private static final String OWN_REPORT = "own-report";
    private static final String ACTED_BEFORE = "acted-before";

    private final ReportRows reports;
    private final SuspensionRows suspensions;
    private final TakedownNotices notices;
    private final Catalogue catalogue;
    private final Organisations organisations;
    private final Worklist worklist;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    TakedownTasks(
            ReportRows reports,
            SuspensionRows suspensions,
            TakedownNotices notices,
            Catalogue catalogue,
            Organisations organisations,
            Worklist worklist,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.reports = reports;
        this.suspensions = suspensions;
        this.notices = notices;
        this.catalogue = catalogue;
        this.organisations = organisations;
        this.worklist = worklist;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Set<String> taskKeys() {
        return Set.of(INFORM, DECIDE);
    }

    @Override
    public NewTask describe(TaskOpened opened) {
        Suspension suspension =
                suspensions.suspension(UUID.fromString(opened.businessKey())).orElseThrow();
        VersionDetail version = catalogue.version(suspension.versionId()).orElseThrow();
        boolean informs = opened.taskKey().equals(HearingModel.TASK_INFORM_COMMITTEE);
        return new NewTask(
                informs ? "STEWARD" : "COMMITTEE",
                suspension.id(),
                worklist.ofCase(suspension.id()).size() + 1,
                suspension.resourceId(),
                String.valueOf(version.metadata().title()),
                Set.of(informs ? Role.DISTRICT_STEWARD : Role.COMMITTEE),
                String.valueOf(version.metadata().subject()),
                String.valueOf(version.metadata().stage()),
                "L3",
                null,
                null,
                exclusions(suspension, version, informs),
                null,
                null,
                null);
    }

    /** Nobody decides on their own, their school's or their collective's, on what they reported, or twice. */
    private Map<String, String> exclusions(Suspension suspension, VersionDetail version, boolean informs) {
        Map<String, String> scopes = new LinkedHashMap<>();
        if (!informs) {
            reports.ofSuspension(suspension.id())
                    .forEach(report -> scopes.put("person:" + report.reporterId(), OWN_REPORT));
            if (suspension.decidedBy() != null) {
                scopes.put("person:" + suspension.decidedBy(), ACTED_BEFORE);
            }
            if (suspension.informedBy() != null) {
                scopes.put("person:" + suspension.informedBy(), ACTED_BEFORE);
            }
        }
        scopes.put("school:" + suspension.schoolId(), SAME_SCHOOL);
        organisations
                .collectivesOf(suspension.schoolId())
                .forEach(id -> scopes.put("collective:" + id, SAME_COLLECTIVE));
        version.contributorIds().forEach(id -> scopes.put("person:" + id, AUTHOR));
        scopes.put("person:" + suspension.ownerId(), AUTHOR);
        return scopes;
    }

    @Override
    public Optional<ProblemException> refusal(Candidate candidate, Task task) {
        boolean informs = task.taskKey().equals(INFORM);
        if (!candidate.roles().contains(informs ? Role.DISTRICT_STEWARD : Role.COMMITTEE)) {
            return Optional.of(ProblemException.notFound());
        }
        Suspension suspension = suspensions.suspension(task.caseId()).orElseThrow();
        VersionDetail version = catalogue.version(suspension.versionId()).orElseThrow();
        Map<String, String> exclusions = exclusions(suspension, version, informs);
        Set<String> standing = new HashSet<>(Set.of("person:" + candidate.personId()));
        UUID school = candidate.schoolId();
        if (school != null) {
            standing.add("school:" + school);
            organisations.collectivesOf(school).forEach(id -> standing.add("collective:" + id));
        }
        return exclusions.entrySet().stream()
                .filter(exclusion -> standing.contains(exclusion.getKey()))
                .findFirst()
                .map(exclusion -> ProblemException.because(TakedownProblem.REPORT_CONFLICT, exclusion.getValue()));
    }

    @Override
    public void decide(UUID personId, Task task, Decision decision) {
        String reason = decision.comment();
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid("/comment", "required");
        }
        Suspension suspension = suspensions.lock(task.caseId());
        if (task.taskKey().equals(INFORM)) {
            suspensions.inform(suspension.id(), personId, reason, clock.now());
            changed(suspension, "informed");
            notices.informed(suspension, reason);
            return;
        }
        Suspension.Outcome outcome = outcome(decision);
        if (suspension.outcome() == Suspension.Outcome.RETIRE && outcome == Suspension.Outcome.RETIRE) {
            suspensions.confirm(suspension.id(), personId);
            changed(suspension, "confirmed");
            return;
        }
        suspensions.decide(suspension.id(), outcome, personId, reason, clock.now());
        changed(suspension, "decided");
    }

    private static Suspension.Outcome outcome(Decision decision) {
        Decision.Vote vote = decision.vote();
        if (vote == null) {
            throw ProblemException.invalid("/vote", "required");
        }
        return switch (vote) {
            case KEEP -> Suspension.Outcome.RESTORE;
            case IMPROVE -> Suspension.Outcome.FIX;
            case RETIRE -> Suspension.Outcome.RETIRE;
            default -> throw ProblemException.invalid("/vote", "keep-improve-or-retire");
        };
    }

    private void changed(Suspension suspension, String cause) {
        events.publishEvent(new TakedownChanged(
                suspension.resourceId(), suspension.id(), suspension.state().name(), cause));
    }

    @Override
    public Map<String, Object> material(Task task) {
        Suspension suspension = suspensions.suspension(task.caseId()).orElseThrow();
        VersionDetail version = catalogue.version(suspension.versionId()).orElseThrow();
        Map<String, Object> material = new LinkedHashMap<>();
        material.put("takedownId", suspension.id());
        material.put("reason", suspension.reason());
        material.put("endsAt", suspension.endsAt());
        material.put(
                "reports",
                reports.ofSuspension(suspension.id()).stream()
                        .map(report -> Map.of("reason", report.reason(), "text", report.body(), "at", report.madeAt()))
                        .toList());
        material.put("informing", suspension.informing() == null ? "" : suspension.informing());
        // A first member asked for retirement: the second one reads why.
        material.put("askedFor", suspension.outcome() == null ? "" : suspension.outcome());
        material.put("askedWhy", suspension.decision() == null ? "" : suspension.decision());
        material.put(
                "resource",
                Map.of(
                        "resourceId", version.resourceId(),
                        "versionId", version.versionId(),
                        "number", version.number(),
                        "metadata", version.metadata()));
        material.put("files", version.files());
        return material;
    }
}
