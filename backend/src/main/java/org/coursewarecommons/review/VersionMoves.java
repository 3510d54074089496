package org.coursewarecommons.review;

import org.coursewarecommons.catalog.VersionLifecycle;
import org.coursewarecommons.review.Submission.State;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.stereotype.Component;

/**
 * Moves the version that is reviewed. One that is published and is looked at for a wider scope alone stays as it is:
 * its readers lose nothing, whatever the review comes to.
 */
@Component
class VersionMoves {

    private final VersionLifecycle lifecycle;
    private final Visibility visibility;
    private final ScopeReviews scopeReviews;

    VersionMoves(VersionLifecycle lifecycle, Visibility visibility, ScopeReviews scopeReviews) {
        this.lifecycle = lifecycle;
        this.visibility = visibility;
        this.scopeReviews = scopeReviews;
    }

    void phase(Submission submission, String phase) {
        if (moves(submission)) {
            lifecycle.phase(submission.versionId(), phase);
        }
    }

    void returnToDraft(Submission submission, boolean quarantined) {
        if (moves(submission)) {
            lifecycle.returnToDraft(submission.versionId(), quarantined);
        }
    }

    void requestRevision(Submission submission) {
        if (moves(submission)) {
            lifecycle.requestRevision(submission.versionId());
        }
    }

    void reject(Submission submission) {
        if (moves(submission)) {
            lifecycle.reject(submission.versionId());
        }
    }

    void withdraw(Submission submission) {
        if (moves(submission)) {
            lifecycle.withdraw(submission.versionId());
        }
    }

    /** In the scope that was asked for. */
    void publish(Submission submission, boolean recommended) {
        if (moves(submission)) {
            lifecycle.publish(submission.versionId(), recommended);
            visibility.grant(submission.resourceId(), submission.schoolId(), submission.target());
        }
    }

    /** How the submission ends: what is published isn't revised, so asking for a revision is a no. */
    State end(Submission submission, State end) {
        return end == State.REVISION_REQUESTED && !moves(submission) ? State.REJECTED : end;
    }

    /** Why, as the timeline tells it. */
    String cause(Submission submission, State end, String cause) {
        if (moves(submission) || end == State.WITHDRAWN) {
            return cause;
        }
        return end == State.PUBLISHED ? "scope-passed" : "scope-not-passed";
    }

    /** Tells whoever waits for a review for a wider scope. */
    void ended(Submission submission, State state) {
        if (!state.isOpen()) {
            scopeReviews.ended(submission, state == State.PUBLISHED);
        }
    }

    private boolean moves(Submission submission) {
        return scopeReviews.requestOf(submission.id()).isEmpty();
    }
}
