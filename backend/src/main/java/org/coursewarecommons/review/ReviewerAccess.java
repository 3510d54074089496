package org.coursewarecommons.review;

import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
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
        return switch (version.state()) {
            // Sent back or never sent: private work, even if it was submitted once.
            case DRAFT -> false;
            // What is dangerous is nobody's but the contributor's and the technicians', who have to judge it.
            case QUARANTINED -> actor.has(Role.TECHNICIAN);
            default ->
                submissions.ofVersion(version.versionId()).stream()
                        .anyMatch(submission -> access.isTeam(actor) || access.isReviewer(actor, submission));
        };
    }
}
