package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.coursewarecommons.models.ReviewEngine.SUBMISSION;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_FILES_FINISHED;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_RESUBMITTED;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_VETO_CHECK;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is already committed when the next step fails, and that the next step is then tried again. */
class ReviewSavepointTest {

    private static final int RETRIES = 5;

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    @Test
    void givenTheNextStepFails_whenTheTechnicianDecides_thenTheDecisionStaysAndTheStepIsRetried() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.steps.breakStep("technicianPassed");

        review.decideOne(TASK_TECHNICIAN_REVIEW);
        failOnceThenSucceed("technicianPassed");

        assertThat(instance).isWaitingAt("expertReview", "teacherReview");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vetoRaised", "accept"})
    void givenTheDecisionFails_whenTheLastReviewerDecides_thenAllSheetsStayAndTheJoinIsRetried(String broken) {
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.settle();
        review.steps.breakStep(broken);

        review.decideOne(TASK_TEACHER_REVIEW);
        review.run(review.onlyJob());
        failOnceThenSucceed(broken);

        assertThat(instance).isEnded().hasPassed("published");
        assertThat(review.steps.effects).containsOnlyOnce("accept(" + SUBMISSION + ", APPROVED)");
    }

    @Test
    void givenTheDecisionFails_whenAVetoWasChecked_thenTheCheckStaysAndTheDecisionIsRetried() {
        review.steps.vetoRaised = true;
        review.steps.hardVeto = true;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        review.steps.breakStep("reject");

        review.decideOne(TASK_VETO_CHECK);
        failOnceThenSucceed("reject");

        assertThat(instance).isEnded().hasPassed("rejected");
    }

    @Test
    void givenTheItemCheckFails_whenInspectionReportsItsEnd_thenTheReportStaysAndTheCheckIsRetried() {
        review.steps.filesPending = true;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.steps.breakStep("checkItem");

        review.send(MESSAGE_FILES_FINISHED);
        failOnceThenSucceed("checkItem");

        assertThat(instance).isWaitingAt("teacherReview");
    }

    @Test
    void givenTheWithdrawalFails_whenTheAuthorsTimeIsOver_thenItIsRetried() {
        review.steps.composite = 65;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        review.steps.breakStep("withdrawOverdue");

        review.setTime(FixedClocks.AUTHOR_DEADLINE.plus(Duration.ofSeconds(1)));
        failOnceThenSucceed("withdrawOverdue");

        assertThat(instance).isEnded().hasPassed("expired");
    }

    @Test
    void givenTheNextRoundCannotStart_whenResubmitted_thenTheAuthorIsToldAndMayTryAgain() {
        review.steps.composite = 65;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        review.steps.breakStep("checkItem");

        assertThatThrownBy(() -> review.send(MESSAGE_RESUBMITTED)).hasMessageContaining("checkItem is broken");
        assertThat(instance).isWaitingAt("awaitAuthor");

        review.steps.repair();
        review.send(MESSAGE_RESUBMITTED);
        assertThat(instance).isWaitingAt("teacherReview");
    }

    @Test
    void givenAStepThatNeverWorks_whenAllRetriesAreUsed_thenAnIncidentIsOpenAndTheDecisionStillStands() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.steps.breakStep("technicianPassed");
        review.decideOne(TASK_TECHNICIAN_REVIEW);

        for (int attempt = 1; attempt <= RETRIES; attempt++) {
            assertThatThrownBy(() -> review.run(review.onlyJob())).hasMessageContaining("is broken");
        }

        assertThat(review.onlyJob().getRetries()).isZero();
        assertThat(review.engine
                        .getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isOne();
        assertThat(review.tasks(TASK_TECHNICIAN_REVIEW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW})
    void givenTwoReviewersOfOneRole_whenBothDecideAtTheSameMoment_thenBothDecisionsCommit(String key) {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        List<Task> both = review.tasks(key);

        decideWhileAnotherCommits(both.get(0), both.get(1));

        assertThat(review.tasks(key)).isEmpty();
        review.settle();
        assertThat(instance).isActive();
    }

    @Test
    void givenTheLastExpertAndTheLastTeacher_whenBothDecideAtTheSameMoment_thenTheReviewIsDecidedOnce() {
        ProcessInstance instance = review.start("COLLECTIVE", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);

        decideWhileAnotherCommits(
                review.tasks(TASK_EXPERT_REVIEW).get(0),
                review.tasks(TASK_TEACHER_REVIEW).get(0));
        review.settle();

        assertThat(instance).isEnded().hasPassed("published");
        assertThat(review.steps.effects).containsOnlyOnce("accept(" + SUBMISSION + ", APPROVED)");
    }

    /**
     * The second decision commits inside the transaction of the first: the closest two can come. Without the savepoint
     * after the task both would write the shared counter and the first would fail.
     */
    private void decideWhileAnotherCommits(Task first, Task second) {
        review.inOneTransaction(() -> {
            review.engine.getTaskService().complete(first.getId());
            CompletableFuture.runAsync(() -> review.engine.getTaskService().complete(second.getId()))
                    .join();
            return first;
        });
    }

    private void failOnceThenSucceed(String step) {
        List<String> before = List.copyOf(review.steps.effects);
        Job job = review.onlyJob();
        assertThat(job.getRetries()).isEqualTo(RETRIES);
        assertThatThrownBy(() -> review.run(job)).hasMessageContaining(step + " is broken");
        assertThat(review.onlyJob().getRetries()).isEqualTo(RETRIES - 1);
        assertThat(review.steps.effects).isEqualTo(before);

        review.steps.repair();
        review.run(review.onlyJob());
        review.settle();
    }
}
