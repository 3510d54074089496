package org.coursewarecommons.review;

import java.util.Date;
import java.util.UUID;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;

/** The absolute dates of the review process, in working days of the district (DT-R5). */
@Component("clocks")
public class ReviewClocks implements ProcessSteps {

    private static final int VETO_CHECK_DAYS = 1;
    static final int AUTHOR_DAYS = 20;

    private final Submissions submissions;
    private final DomainClock clock;
    private final WorkingDays days;

    ReviewClocks(Submissions submissions, DomainClock clock, WorkingDays days) {
        this.submissions = submissions;
        this.clock = clock;
        this.days = days;
    }

    @Override
    public String processKey() {
        return ReviewModel.PROCESS_KEY;
    }

    /** When a task that opens now is due. */
    public Date due(String submissionId, String taskKey) {
        int allowed = taskKey.equals(ReviewModel.TASK_VETO_CHECK)
                ? VETO_CHECK_DAYS
                : submissions.get(UUID.fromString(submissionId)).level().workingDays();
        return Date.from(days.plus(clock.now(), allowed));
    }

    /** Until when the author may revise, as it was promised when the submission was sent back. */
    public Date authorDeadline(String submissionId) {
        Submission submission = submissions.get(UUID.fromString(submissionId));
        if (submission.authorDue() == null) {
            throw new IllegalStateException("submission " + submissionId + " was not sent back");
        }
        return Date.from(submission.authorDue());
    }
}
