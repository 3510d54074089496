package org.coursewarecommons.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Decision.Vote;
import org.coursewarecommons.worklist.Task;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes what reviewers hand in. */
@Component
class Decisions {

    private final Sheets sheets;
    private final Submissions submissions;
    private final Rounds rounds;
    private final Rubrics rubrics;
    private final VetoChecks vetoChecks;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    Decisions(
            Sheets sheets,
            Submissions submissions,
            Rounds rounds,
            Rubrics rubrics,
            VetoChecks vetoChecks,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.submissions = submissions;
        this.rounds = rounds;
        this.rubrics = rubrics;
        this.vetoChecks = vetoChecks;
        this.clock = clock;
        this.events = events;
    }

    /** @throws ProblemException 422 with every fault of the form */
    void score(UUID personId, Task task, Submission submission, VersionDetail version, Decision decision) {
        Rubric rubric = rounds.forms(submission).get(task.form());
        String type = version.metadata().type();
        Set<UUID> fileIds =
                version.files().stream().map(VersionDetail.VersionFile::fileId).collect(Collectors.toSet());
        List<Fault> faults = new SheetCheck(rubric, type, rubrics.vetoRules(), fileIds).faults(decision);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        Map<String, Integer> scores = new HashMap<>(decision.scores());
        scores.values().removeIf(score -> score == null);
        FormScore result = FormScore.of(rubric, type, scores);
        ScoreSheet sheet = new ScoreSheet(
                task.id(),
                submission.id(),
                task.round(),
                submission.level(),
                personId,
                rubric.form(),
                rubric.version(),
                scores,
                decision.notApplicable(),
                result.score(),
                result.passed(),
                result.criticalFailed(),
                decision.remarks(),
                decision.comment(),
                clock.now(),
                task.basedOnTaskId(),
                FilesDigest.of(version));
        sheets.insert(sheet, rubric.role().name(), task.due(), Kind.isThird(task.taskKey()));
        submissions.tell(
                submission.id(),
                task.round(),
                task.basedOnTaskId() == null ? "sheet-received" : "sheet-revised",
                rubric.form());
        for (Decision.Veto veto : decision.vetoes()) {
            sheets.raise(submission.id(), task.round(), submission.level(), task.id(), personId, veto);
            submissions.tell(submission.id(), task.round(), "veto-raised", veto.code());
            events.publishEvent(new VetoRaised(submission.id(), task.id(), String.valueOf(veto.code()), personId));
        }
    }

    /** UPHOLD confirms every veto that the person is asked about, REVERSE refuses them. @throws ProblemException 422 */
    void settleVetoes(UUID personId, Task task, Submission submission, Decision decision) {
        List<Fault> faults = new ArrayList<>();
        if (decision.vote() == null) {
            faults.add(Fault.of("/vote", "required"));
        } else if (decision.vote() != Vote.UPHOLD && decision.vote() != Vote.REVERSE) {
            faults.add(Fault.of("/vote", "unknown-code", decision.vote()));
        }
        if (!decision.scores().isEmpty()) {
            faults.add(Fault.of("/scores", "not-on-this-task"));
        }
        if (!decision.notApplicable().isEmpty()) {
            faults.add(Fault.of("/notApplicable", "not-on-this-task"));
        }
        if (!decision.vetoes().isEmpty()) {
            faults.add(Fault.of("/vetoes", "not-on-this-task"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        boolean upheld = decision.vote() == Vote.UPHOLD;
        VetoChecks.Settled settled = vetoChecks.vote(personId, task, submission, upheld, decision.comment());
        if (settled.confirmed()) {
            submissions.tell(submission.id(), submission.round(), "veto-upheld", null);
        }
        if (settled.refused()) {
            submissions.tell(submission.id(), submission.round(), "veto-reversed", null);
        }
    }
}
