package org.coursewarecommons.review;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.stereotype.Component;

/** The absolute dates of the review process, in working days of the district (DT-R5). */
@Component("clocks")
public class ReviewClocks implements ProcessSteps {

    private final Submissions submissions;
    private final DomainClock clock;
    private final WorkingDays days;
    private final Workflow workflow;

    ReviewClocks(Submissions submissions, DomainClock clock, WorkingDays days, Workflow workflow) {
        this.submissions = submissions;
        this.clock = clock;
        this.days = days;
        this.workflow = workflow;
    }

    @Override
    public String processKey() {
        return ReviewModel.PROCESS_KEY;
    }

    /** When a task that opens now is due. */
    public Date due(String submissionId, String taskKey) {
        return Date.from(after(submissions.get(UUID.fromString(submissionId)).level(), taskKey));
    }

    /** When a step that opens now ends by itself. */
    public Date end(String submissionId, String taskKey) {
        return due(submissionId, taskKey);
    }

    /** Until when the author of what is sent back now may revise, whatever the level. */
    Instant authorDue() {
        return after(Level.L1, ReviewModel.STEP_AUTHOR_REVISION);
    }

    private Instant after(Level level, String step) {
        Map<String, Object> row =
                workflow.decide(ReviewModel.DECISION_REVIEW_CLOCKS, Map.of("step", step, "level", level.name()));
        return days.plus(clock.now(), ((Number) row.get("workingDays")).intValue());
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
