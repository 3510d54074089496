package org.coursewarecommons.review;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.OncePerTransaction;
import org.coursewarecommons.sharing.ScopeRequests;
import org.coursewarecommons.sharing.spi.ScopeReview;
import org.coursewarecommons.workflow.Workflow;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reviews of published versions for a wider scope: the same process, from the lowest level that is missing. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ScopeReviews implements ScopeReview {

    private final Submissions submissions;
    private final Rubrics rubrics;
    private final Catalogue catalogue;
    private final Workflow workflow;
    private final ObjectProvider<SubmissionService> service;
    private final ScopeRequests requests;
    private final JdbcClient jdbc;
    private final DomainClock clock;
    private final OncePerTransaction<UUID, Optional<UUID>> ofSubmission = new OncePerTransaction<>();

    ScopeReviews(
            Submissions submissions,
            Rubrics rubrics,
            Catalogue catalogue,
            Workflow workflow,
            ObjectProvider<SubmissionService> service,
            ScopeRequests requests,
            JdbcClient jdbc,
            DomainClock clock) {
        this.submissions = submissions;
        this.rubrics = rubrics;
        this.catalogue = catalogue;
        this.workflow = workflow;
        this.service = service;
        this.requests = requests;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<String> missing(UUID versionId, TargetScope wider) {
        Optional<Level> passed = submissions.ofVersion(versionId).stream()
                .filter(submission -> submission.state() == Submission.State.PUBLISHED)
                .map(Submission::lastLevel)
                .max(Comparator.naturalOrder());
        return Arrays.stream(Level.values())
                .filter(level -> passed.isEmpty() || level.compareTo(passed.get()) > 0)
                .filter(level -> level.compareTo(Level.of(wider.level())) <= 0)
                .map(Level::name)
                .toList();
    }

    @Override
    public UUID begin(UUID requestId, UUID versionId, TargetScope wider) {
        VersionDetail version = catalogue.version(versionId).orElseThrow();
        var now = clock.now();
        Submission submission = new Submission(
                Ids.next(),
                version.resourceId(),
                versionId,
                version.number(),
                version.kind(),
                version.ownerId(),
                version.schoolId(),
                wider,
                Level.valueOf(missing(versionId, wider).get(0)),
                Submission.State.SUBMITTED,
                "FILES",
                0,
                null,
                null,
                null,
                rubrics.current().stream().collect(Collectors.toMap(Rubric::form, Rubric::version)),
                null,
                now,
                now);
        // Before the first step of the process asks for it; both rows are there when the transaction ends.
        submissions.insert(submission, ReviewModel.PROCESS_KEY);
        jdbc.sql("insert into review.scope_review (submission_id, request_id) values (:id, :requestId)")
                .param("id", submission.id())
                .param("requestId", requestId)
                .update();
        ofSubmission.forget(submission.id());
        service.getObject().run(submission, "scope-review");
        return submission.id();
    }

    @Override
    public void cancel(UUID requestId) {
        jdbc.sql("select submission_id from review.scope_review where request_id = :id")
                .param("id", requestId)
                .query(UUID.class)
                .optional()
                .flatMap(submissions::lock)
                .filter(submission -> submission.state().isOpen())
                .ifPresent(submission -> workflow.correlate(
                        ReviewModel.MESSAGE_WITHDRAWN, submission.id().toString()));
    }

    /** The request for a wider scope that the submission belongs to. */
    Optional<UUID> requestOf(UUID submissionId) {
        return ofSubmission.get(
                submissionId, () -> jdbc.sql("select request_id from review.scope_review where submission_id = :id")
                        .param("id", submissionId)
                        .query(UUID.class)
                        .optional());
    }

    void ended(Submission submission, boolean passed) {
        requestOf(submission.id()).ifPresent(request -> requests.reviewEnded(request, passed));
    }
}
