package org.coursewarecommons.review;

import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.springframework.stereotype.Component;

/** Whoever may work on a submission, or watches over all of them, may read the version with its files. */
@Component
class ReviewerAccess implements ReadAccess {

    private final Submissions submissions;
    private final SubmissionAccess access;

    ReviewerAccess(Submissions submissions, SubmissionAccess access) {
        this.submissions = submissions;
        this.access = access;
    }

    @Override
    public boolean mayRead(Actor actor, VersionDetail version) {
        return !isContributorsAlone(version.state())
                && submissions.ofVersion(version.versionId()).stream()
                        .anyMatch(submission -> access.isTeam(actor) || access.isReviewer(actor, submission));
    }

    /** Sent back by the machine or never sent: what was submitted once is work in private again, or dangerous. */
    private static boolean isContributorsAlone(VersionState state) {
        return state == VersionState.DRAFT || state == VersionState.QUARANTINED;
    }
}
