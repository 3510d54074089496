package org.coursewarecommons.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Sheets sheets;
    private final Rubrics rubrics;
    private final DomainClock clock;
    private final WorkingDays days;
    private final Workflow workflow;

    ReviewClocks(
            Submissions submissions,
            Sheets sheets,
            Rubrics rubrics,
            DomainClock clock,
            WorkingDays days,
            Workflow workflow) {
        this.submissions = submissions;
        this.sheets = sheets;
        this.rubrics = rubrics;
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
        Submission submission = submissions.get(UUID.fromString(submissionId));
        Instant due = after(submission.level(), taskKey);
        return Date.from(
                taskKey.equals(ReviewModel.TASK_VETO_CHECK)
                        ? urgent(submission).filter(due::isAfter).orElse(due)
                        : due);
    }

    /** Some vetoes can wait a day, some must be looked at before the day is over. */
    private Optional<Instant> urgent(Submission submission) {
        Map<String, VetoRule> rules = rubrics.vetoRules();
        return sheets.vetoes(submission).stream()
                .map(veto -> Objects.requireNonNull(rules.get(veto.code())).withinDays())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(within -> within == 0 ? days.endOfDay(clock.now()) : days.plus(clock.now(), within));
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
        if (!submission.state().isOpen()) {
            // A review for a wider scope sends nothing back to be revised.
            return Date.from(clock.now());
        }
        if (submission.authorDue() == null) {
            throw new IllegalStateException("submission " + submissionId + " was not sent back");
        }
        return Date.from(submission.authorDue());
    }
}
