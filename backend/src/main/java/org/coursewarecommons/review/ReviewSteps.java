package org.coursewarecommons.review;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.review.Submission.State;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What {@code resource-review.bpmn} calls: facts for its gateways and decision tables, and the changes that its service
 * tasks stand for. Each runs in the engine's transaction; a step that throws leaves nothing behind.
 */
@Component("reviewSteps")
@Transactional(propagation = Propagation.MANDATORY)
public class ReviewSteps implements ProcessSteps {

    private static final String RECOMMENDED = "APPROVED_RECOMMENDED";
    private static final String TECHNICIANS_FORM = "X";

    private final Submissions submissions;
    private final Sheets sheets;
    private final Rounds rounds;
    private final VetoChecks vetoChecks;
    private final Catalogue catalogue;
    private final VersionLifecycle lifecycle;
    private final VersionMoves moves;
    private final ReviewClocks clocks;
    private final SubmissionClocks moments;
    private final ApplicationEventPublisher events;

    ReviewSteps(
            Submissions submissions,
            Sheets sheets,
            Rounds rounds,
            VetoChecks vetoChecks,
            Catalogue catalogue,
            VersionLifecycle lifecycle,
            VersionMoves moves,
            ReviewClocks clocks,
            SubmissionClocks moments,
            ApplicationEventPublisher events) {
        this.submissions = submissions;
        this.sheets = sheets;
        this.rounds = rounds;
        this.vetoChecks = vetoChecks;
        this.catalogue = catalogue;
        this.lifecycle = lifecycle;
        this.moves = moves;
        this.clocks = clocks;
        this.moments = moments;
        this.events = events;
    }

    @Override
    public String processKey() {
        return ReviewModel.PROCESS_KEY;
    }

    /** Whether a file of the version is still being inspected. */
    public boolean filesPending(String submissionId) {
        return version(get(submissionId)).files().stream()
                .anyMatch(file -> !file.inspection().state().isFinal());
    }

    /** The item as a whole, from the files' own checks: PASSED, FAILED or QUARANTINED. */
    public String checkItem(String submissionId) {
        Submission submission = hold(submissionId);
        VersionDetail version = lifecycle.lock(submission.versionId());
        moves.phase(submission, "CHECKS");
        submissions.move(submission.id(), State.SUBMITTED, "CHECKS");
        String result = anyFile(version, InspectionState.QUARANTINED)
                ? "QUARANTINED"
                : anyFile(version, InspectionState.FAILED) || anyFile(version, InspectionState.ERROR)
                        ? "FAILED"
                        : "PASSED";
        submissions.tell(submission.id(), submission.round(), "checked", result);
        return result;
    }

    /** A file failed: the version is the contributor's again. @param result FAILED or QUARANTINED */
    public void returnToDraft(String submissionId, String result) {
        Submission submission = hold(submissionId);
        moves.returnToDraft(submission, result.equals("QUARANTINED"));
        close(submission, State.RETURNED, null, "returned");
    }

    /** @return the number of the round, from 1 */
    public int openRound(String submissionId) {
        Submission submission = hold(submissionId);
        int round = submission.round() + 1;
        submissions.startRound(submission.id(), round, submission.level().name());
        submissions.tell(
                submission.id(), round, "round-started", submission.level().name());
        return round;
    }

    /** @return L1, L2 or L3 */
    public String enterLevel(String submissionId) {
        Submission submission = hold(submissionId);
        String level = submission.level().name();
        moves.phase(submission, level);
        submissions.enter(submission.id(), submission.level());
        submissions.tell(submission.id(), submission.round(), "level-entered", level);
        return level;
    }

    /** Good enough for this level; its target scope is wider. @param outcome one of the APPROVED ones */
    public void passLevel(String submissionId, String outcome) {
        Submission submission = hold(submissionId);
        submissions.tell(
                submission.id(),
                submission.round(),
                "level-passed",
                submission.level().name());
        submissions.enter(submission.id(), submission.level().next());
        events.publishEvent(new SubmissionChanged(
                submission.id(),
                submission.resourceId(),
                State.SUBMITTED.name(),
                submission.round(),
                outcome,
                "level-passed"));
    }

    /** Of version 1 of the model, which knew the target's level alone. @return the number of the round, from 1 */
    public int startRound(String submissionId) {
        Submission submission = hold(submissionId);
        int round = submission.round() + 1;
        String phase = submission.level().name();
        moves.phase(submission, phase);
        submissions.startRound(submission.id(), round, phase);
        submissions.tell(submission.id(), round, "round-started", phase);
        return round;
    }

    /** True as well when no technician was asked. */
    public boolean technicianPassed(String submissionId) {
        return result(submissionId).passed(TECHNICIANS_FORM);
    }

    public boolean vetoRaised(String submissionId) {
        return anyVeto(submissionId, veto -> true);
    }

    /** How many persons must look at the raised vetoes. */
    public int vetoSeats(String submissionId) {
        return vetoChecks.count(get(submissionId));
    }

    /** Whether nothing more is to be asked about the raised vetoes. */
    public boolean vetoesSettled(String submissionId) {
        return vetoChecks.allSettled(get(submissionId));
    }

    public boolean hardVetoConfirmed(String submissionId) {
        return confirmed(submissionId, VetoRule.Kind.HARD);
    }

    public boolean duplicateVetoConfirmed(String submissionId) {
        return confirmed(submissionId, VetoRule.Kind.MERGE);
    }

    public boolean fixableVetoConfirmed(String submissionId) {
        return confirmed(submissionId, VetoRule.Kind.FIXABLE);
    }

    public boolean criticalFailed(String submissionId) {
        return result(submissionId).criticalFailed();
    }

    /** 0–100. */
    public double minRoleScore(String submissionId) {
        return result(submissionId).minRoleScore().doubleValue();
    }

    /** 0–100. */
    public double composite(String submissionId) {
        return result(submissionId).composite().doubleValue();
    }

    /** Publishes in the scope that was asked for. @param outcome one of the APPROVED ones */
    public void accept(String submissionId, String outcome) {
        Submission submission = hold(submissionId);
        moves.publish(submission, outcome.equals(RECOMMENDED));
        close(submission, State.PUBLISHED, outcome, "published");
    }

    /** Back to the contributor with every remark. */
    public void requestRevision(String submissionId, String outcome) {
        Submission submission = hold(submissionId);
        moves.requestRevision(submission);
        close(submission, State.REVISION_REQUESTED, outcome, "revision-requested");
    }

    /** Good scores, but something is missing that only the contributor can add. @param obstacle names it (DT-R6) */
    public void holdBack(String submissionId, String obstacle) {
        Submission submission = hold(submissionId);
        submissions.tell(submission.id(), submission.round(), "conditions-missing", obstacle);
        moves.requestRevision(submission);
        close(submission, State.REVISION_REQUESTED, "REVISE", "revision-requested");
    }

    public void reject(String submissionId) {
        Submission submission = hold(submissionId);
        moves.reject(submission);
        close(submission, State.REJECTED, "REJECTED", "rejected");
    }

    /** The contributor asked for it. */
    public void withdraw(String submissionId) {
        Submission submission = hold(submissionId);
        moves.withdraw(submission);
        close(submission, State.WITHDRAWN, null, "withdrawn");
    }

    /** The contributor's time for the revision is over. */
    public void withdrawOverdue(String submissionId) {
        Submission submission = hold(submissionId);
        if (!submission.state().isOpen()) {
            // A review for a wider scope leaves no time for revising: it is over already.
            return;
        }
        moves.withdraw(submission);
        close(submission, State.WITHDRAWN, null, "withdrawn-overdue");
    }

    private void close(Submission submission, State end, @Nullable String outcome, String reason) {
        State state = moves.end(submission, end);
        String cause = moves.cause(submission, end, reason);
        submissions.move(submission.id(), state, null);
        Instant authorDue = state == State.REVISION_REQUESTED ? clocks.authorDue() : null;
        if (outcome != null) {
            submissions.decided(
                    submission.id(), outcome, rounds.result(submission).composite(), authorDue);
        }
        if (authorDue != null) {
            moments.revising(submission.id(), authorDue);
        }
        submissions.tell(submission.id(), submission.round(), cause, outcome);
        events.publishEvent(new SubmissionChanged(
                submission.id(), submission.resourceId(), state.name(), submission.round(), outcome, cause));
        moves.ended(submission, state);
    }

    private boolean confirmed(String submissionId, VetoRule.Kind kind) {
        return anyVeto(submissionId, veto -> veto.kind() == kind && Boolean.TRUE.equals(veto.confirmed()));
    }

    private boolean anyVeto(String submissionId, Predicate<RaisedVeto> condition) {
        Submission submission = get(submissionId);
        return sheets.vetoes(submission).stream().anyMatch(condition);
    }

    private RoundResult result(String submissionId) {
        return rounds.result(get(submissionId));
    }

    /** Every step that changes something locks in this order: submission, version, the engine's rows. */
    private Submission hold(String submissionId) {
        return submissions.lock(UUID.fromString(submissionId)).orElseThrow();
    }

    private Submission get(String submissionId) {
        return submissions.get(UUID.fromString(submissionId));
    }

    private VersionDetail version(Submission submission) {
        return catalogue.version(submission.versionId()).orElseThrow();
    }

    private static boolean anyFile(VersionDetail version, InspectionState state) {
        return version.files().stream().anyMatch(file -> file.inspection().state() == state);
    }
}
