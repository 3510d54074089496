package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.coursewarecommons.models.ReviewEngine.SUBMISSION;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_CONVERGENCE;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;

import java.time.Duration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two months of a review, by the timers of the model alone. */
class ReviewTimeTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    @Test
    @Timeout(20)
    void givenAWholeReview_whenEveryTimerRunsOut_thenItEndsByItselfInSeconds() {
        review.steps.gaps.put("E", 10.0);
        review.steps.gaps.put("T", 12.0);
        review.steps.composite = 65;
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        assertThat(instance).isWaitingAt("expertConvergence", "teacherConvergence");

        review.setTime(FixedClocks.DUE.get(TASK_TEACHER_CONVERGENCE).plus(Duration.ofMinutes(1)));
        review.settle();
        assertThat(instance).isWaitingAt("awaitAuthor");
        review.setTime(FixedClocks.AUTHOR_DEADLINE.plus(Duration.ofMinutes(1)));
        review.settle();

        assertThat(instance).isEnded().hasPassed("expired");
        assertThat(review.steps.effects).endsWith("withdrawOverdue(" + SUBMISSION + ")");
    }
}
