package org.coursewarecommons.review;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.coursewarecommons.catalog.RecordedState;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.catalog.spi.ReviewTakeover;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.review.Submission.State;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reviews that began elsewhere. One under way begins anew here: the process waits for the files' checks and then opens
 * the tasks of its level; one sent back waits for its author. One that is over is only recorded.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class HistoricReviews implements ReviewTakeover {

    private static final String CAUSE = "taken-over";
    private static final String SENT_BACK = "REVISE";

    private final SubmissionService service;
    private final Submissions submissions;
    private final Workflow workflow;
    private final ReviewClocks clocks;
    private final SubmissionClocks moments;
    private final ApplicationEventPublisher events;

    HistoricReviews(
            SubmissionService service,
            Submissions submissions,
            Workflow workflow,
            ReviewClocks clocks,
            SubmissionClocks moments,
            ApplicationEventPublisher events) {
        this.service = service;
        this.submissions = submissions;
        this.workflow = workflow;
        this.clocks = clocks;
        this.moments = moments;
        this.events = events;
    }

    @Override
    public void takeOver(VersionDetail version, RecordedState recorded) {
        String outcome = recorded.outcome();
        if (outcome != null && !ReviewModel.OUTCOMES.contains(outcome)) {
            throw ProblemException.invalid("/decision", "unknown-code", outcome);
        }
        if (version.state() == VersionState.SUBMITTED) {
            service.start(underway(version, recorded), CAUSE);
        } else if (version.state() == VersionState.REVISION_REQUESTED) {
            awaitAuthor(version, outcome == null ? SENT_BACK : outcome);
        } else if (version.metadata().targetScope() == null) {
            // Nothing says for whom it was decided: the state alone is taken over.
            return;
        } else if (version.state() == VersionState.REJECTED) {
            record(version, State.REJECTED, "REJECTED", null);
        } else if (version.state() == VersionState.WITHDRAWN) {
            record(version, State.WITHDRAWN, outcome, null);
        } else if (version.state().wasPublished()) {
            record(version, State.PUBLISHED, outcome, null);
        }
    }

    /** Goes on at the level that was recorded; without one it begins like any other. */
    private Submission underway(VersionDetail version, RecordedState recorded) {
        Submission submission = service.opened(version, null);
        return Arrays.stream(Level.values())
                .filter(level -> level.name().equals(recorded.phase()))
                .filter(level -> level.compareTo(submission.lastLevel()) <= 0)
                .findFirst()
                .map(submission::at)
                .orElse(submission);
    }

    private void awaitAuthor(VersionDetail version, String outcome) {
        Submission submission = record(version, State.REVISION_REQUESTED, outcome, clocks.authorDue());
        Map<String, Object> variables = new HashMap<>(SubmissionService.variables(submission));
        variables.put(ReviewModel.VARIABLE_ROUND, submission.round());
        variables.put(ReviewModel.VARIABLE_OUTCOME, outcome);
        workflow.startAt(
                ReviewModel.PROCESS_KEY,
                ReviewModel.ELEMENT_AWAIT_AUTHOR,
                submission.id().toString(),
                variables);
    }

    private Submission record(
            VersionDetail version, State state, @Nullable String outcome, @Nullable Instant authorDue) {
        // What is closed was seen by its last level; what the author has gets its levels when it comes back.
        Submission opened = service.opened(version, null);
        Submission submission = state == State.REVISION_REQUESTED ? opened : opened.at(opened.lastLevel());
        submissions.insert(submission, ReviewModel.PROCESS_KEY);
        submissions.takenOver(submission.id(), state, 1, outcome, authorDue);
        if (authorDue != null) {
            moments.revising(submission.id(), authorDue);
        }
        submissions.tell(submission.id(), 1, CAUSE, outcome);
        events.publishEvent(
                new SubmissionChanged(submission.id(), submission.resourceId(), state.name(), 1, outcome, CAUSE));
        return submissions.get(submission.id());
    }
}
