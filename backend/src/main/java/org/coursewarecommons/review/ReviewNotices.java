package org.coursewarecommons.review;

import java.util.List;
import java.util.Set;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.shared.DomainEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells contributors how their submissions go. What they did themselves they aren't told. */
@Component
class ReviewNotices {

    private static final Set<String> TOLD =
            Set.of("published", "revision-requested", "rejected", "withdrawn-overdue", "returned");

    private final Submissions submissions;
    private final ReviewedVersions versions;
    private final ApplicationEventPublisher events;

    ReviewNotices(Submissions submissions, ReviewedVersions versions, ApplicationEventPublisher events) {
        this.submissions = submissions;
        this.versions = versions;
        this.events = events;
    }

    @EventListener
    public void tell(SubmissionChanged change) {
        if (!TOLD.contains(change.cause())) {
            return;
        }
        Submission submission = submissions.get(change.submissionId());
        VersionDetail version = versions.of(submission);
        events.publishEvent(new DomainEvent.Notice(
                "submission." + change.cause(),
                Set.of(submission.ownerId()),
                submission.id(),
                "/submissions/" + submission.id(),
                List.of(version.metadata().title(), submission.versionNumber())));
    }
}
