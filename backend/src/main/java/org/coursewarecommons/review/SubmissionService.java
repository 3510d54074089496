package org.coursewarecommons.review;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.FilesReady;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.review.Submission.State;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a contributor does with a submission. The version, its process and its audit line change together. */
@Service
class SubmissionService {

    private final Submissions submissions;
    private final Rubrics rubrics;
    private final Catalogue catalogue;
    private final VersionLifecycle lifecycle;
    private final Workflow workflow;
    private final SubmissionClocks clocks;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    SubmissionService(
            Submissions submissions,
            Rubrics rubrics,
            Catalogue catalogue,
            VersionLifecycle lifecycle,
            Workflow workflow,
            SubmissionClocks clocks,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.submissions = submissions;
        this.rubrics = rubrics;
        this.catalogue = catalogue;
        this.lifecycle = lifecycle;
        this.workflow = workflow;
        this.clocks = clocks;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Starts the review of a resource's editable version.
     *
     * @throws ProblemException 404, 409, or 422 naming what is missing
     */
    @Transactional
    public Submission submit(UUID resourceId, @Nullable String note, Actor actor) {
        VersionDetail version = catalogue.editable(resourceId, actor);
        if (submissions.openOf(version.versionId()).isPresent()) {
            // Sent back for revision: it goes on with the review it has.
            throw new ProblemException(ReviewProblem.SUBMISSION_OPEN);
        }
        lifecycle.submit(version.versionId());
        return start(version, note, "submitted");
    }

    /** The process of a version that is SUBMITTED already. */
    Submission start(VersionDetail version, @Nullable String note, String cause) {
        return start(opened(version, note), cause);
    }

    Submission start(Submission submission, String cause) {
        try {
            submissions.insert(submission, ReviewModel.PROCESS_KEY);
        } catch (DuplicateKeyException submittedMeanwhile) {
            throw new ProblemException(ReviewProblem.SUBMISSION_OPEN);
        }
        return run(submission, cause);
    }

    /** The process of a submission that is stored. */
    Submission run(Submission submission, String cause) {
        tell(submission, cause);
        workflow.start(ReviewModel.PROCESS_KEY, submission.id().toString(), variables(submission));
        return watched(submissions.get(submission.id()));
    }

    /** Files that are still being checked must not hold a submission up unseen. */
    private Submission watched(Submission submission) {
        if (submission.state() == State.SUBMITTED && "FILES".equals(submission.phase())) {
            clocks.checking(submission.id());
        }
        return submission;
    }

    static Map<String, Object> variables(Submission submission) {
        return Map.of(
                ReviewModel.VARIABLE_SUBMISSION_ID, submission.id().toString(),
                ReviewModel.VARIABLE_TARGET_SCOPE, submission.target().level().name(),
                ReviewModel.VARIABLE_VERSION_KIND, submission.versionKind());
    }

    /** The revised version goes on with the next round. @param note replaces the earlier one; null leaves it @throws ProblemException 404, 409 or 422 */
    @Transactional
    public Submission resubmit(UUID id, @Nullable String note, Actor actor) {
        Submission submission = lockOwn(id, actor);
        if (submission.state() != State.REVISION_REQUESTED) {
            throw ProblemException.invalidTransition(submission.state());
        }
        lifecycle.submit(submission.versionId());
        submissions.move(id, State.SUBMITTED, "FILES");
        if (note != null) {
            submissions.note(id, note);
        }
        tell(submission, "resubmitted");
        correlate(submission, ReviewModel.MESSAGE_RESUBMITTED);
        return watched(submissions.get(id));
    }

    /** @throws ProblemException 404, or 409 when the review is over */
    @Transactional
    public Submission withdraw(UUID id, Actor actor) {
        Submission submission = lockOwn(id, actor);
        if (!submission.state().isOpen()) {
            throw ProblemException.invalidTransition(submission.state());
        }
        correlate(submission, ReviewModel.MESSAGE_WITHDRAWN);
        return submissions.get(id);
    }

    /** The version's row is locked by whoever tells this, so no submission can slip in between. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void filesReady(FilesReady ready) {
        submissions
                .openOf(ready.versionId())
                .ifPresent(submission -> workflow.correlate(
                        ReviewModel.MESSAGE_FILES_FINISHED, submission.id().toString()));
    }

    Submission opened(VersionDetail version, @Nullable String note) {
        TargetScope target = version.metadata().targetScope();
        if (target == null) {
            throw ProblemException.invalid("/targetScope", "required");
        }
        var now = clock.now();
        return new Submission(
                Ids.next(),
                version.resourceId(),
                version.versionId(),
                version.number(),
                version.kind(),
                version.ownerId(),
                version.schoolId(),
                target,
                Level.first(target.level(), version.kind()),
                State.SUBMITTED,
                "FILES",
                0,
                null,
                null,
                note,
                rubrics.current().stream().collect(Collectors.toMap(Rubric::form, Rubric::version)),
                null,
                now,
                now);
    }

    private void correlate(Submission submission, String message) {
        if (!workflow.correlate(message, submission.id().toString())) {
            throw ProblemException.invalidTransition(submission.state());
        }
    }

    private Submission lockOwn(UUID id, Actor actor) {
        return submissions
                .lock(id)
                .filter(submission -> submission.ownerId().equals(actor.id()))
                .orElseThrow(ProblemException::notFound);
    }

    private void tell(Submission submission, String cause) {
        submissions.tell(submission.id(), submission.round(), cause, null);
        events.publishEvent(new SubmissionChanged(
                submission.id(), submission.resourceId(), State.SUBMITTED.name(), submission.round(), null, cause));
    }
}
