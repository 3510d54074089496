package org.coursewarecommons.review;

import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.worklist.Worklist;
import org.springframework.stereotype.Component;

/** Who may see a submission. */
@Component
class SubmissionAccess {

    private final Worklist worklist;
    private final SubmissionClocks clocks;

    SubmissionAccess(Worklist worklist, SubmissionClocks clocks) {
        this.worklist = worklist;
        this.clocks = clocks;
    }

    /** Watches over all reviews and sees names. */
    boolean isTeam(Actor actor) {
        return actor.has(Role.REVIEW_COORDINATOR) || actor.has(Role.DISTRICT_STEWARD);
    }

    /** Has, had or could take a task of it. */
    boolean isReviewer(Actor actor, Submission submission) {
        return !actor.isClient() && worklist.isInvolved(actor, submission.id());
    }

    boolean maySee(Actor actor, Submission submission) {
        return submission.ownerId().equals(actor.id())
                || isTeam(actor)
                || isReviewer(actor, submission)
                || mayHelp(actor, submission);
    }

    /** Technicians are asked for help when the check of files hangs, before there is a task. */
    private boolean mayHelp(Actor actor, Submission submission) {
        return actor.has(Role.TECHNICIAN) && clocks.checkLateSince(submission).isPresent();
    }
}
