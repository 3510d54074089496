package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.coursewarecommons.models.ReviewEngine.SUBMISSION;
import static org.coursewarecommons.models.ReviewModel.TASK_ADJUDICATION_EXPERT;
import static org.coursewarecommons.models.ReviewModel.TASK_ADJUDICATION_TEACHER;
import static org.coursewarecommons.models.ReviewModel.TASK_ADJUDICATION_TECHNICIAN;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_CONVERGENCE;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_CONVERGENCE;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_THIRD_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_THIRD_TEACHER_REVIEW;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when reviewers of one role differ: convergence, a third one, a meeting. */
class DisagreementPathTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    private ProcessInstance instance;

    @BeforeEach
    void technicianDone() {
        instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
    }

    @ParameterizedTest
    @CsvSource({"E, expertConvergence", "T, teacherConvergence"})
    void givenScoresTenApart_whenBothHaveSpoken_thenBothMayReviseOnce(String form, String convergence) {
        review.steps.gaps.put(form, 10.0);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);

        assertThat(review.tasks(convergence)).hasSize(2);
        review.decideAll(convergence);

        assertThat(instance).isEnded().hasPassed("published");
    }

    @Test
    void givenConvergence_whenItsTimeIsOver_thenTheFirstSheetsStandAndNobodyWaits() {
        review.steps.gaps.put("E", 10.0);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        review.decideOne(TASK_EXPERT_CONVERGENCE);
        review.settle();
        assertThat(instance).isWaitingAt(TASK_EXPERT_CONVERGENCE);

        review.setTime(FixedClocks.DUE.get(TASK_EXPERT_CONVERGENCE).plus(Duration.ofSeconds(1)));
        review.settle();

        assertThat(instance).isEnded().hasPassed("expertConvergenceOver", "published");
    }

    @Test
    void givenConvergenceOfTeachers_whenItsTimeIsOver_thenTheirFirstSheetsStand() {
        review.steps.gaps.put("T", 15.0);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);

        review.setTime(FixedClocks.DUE.get(TASK_TEACHER_CONVERGENCE).plus(Duration.ofSeconds(1)));
        review.settle();

        assertThat(instance).isEnded().hasPassed("teacherConvergenceOver", "published");
    }

    @Test
    void givenExpertsConverge_whenTheTeachersAreDone_thenTheJoinWaitsForTheExperts() {
        review.steps.gaps.put("E", 8.0);
        review.decideAll(TASK_EXPERT_REVIEW);

        assertThat(instance).isWaitingAt(TASK_EXPERT_CONVERGENCE, TASK_TEACHER_REVIEW);
        review.decideAll(TASK_TEACHER_REVIEW);
        assertThat(instance).isWaitingAt(TASK_EXPERT_CONVERGENCE);
    }

    @ParameterizedTest
    @CsvSource({"E, thirdExpertReview", "T, thirdTeacherReview"})
    void givenScoresFarApart_whenBothHaveSpoken_thenOneMoreIsAsked(String form, String third) {
        review.steps.gaps.put(form, 36.25);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);

        assertThat(instance).isWaitingAt(third);
        review.decideAll(third);
        assertThat(instance).isEnded().hasPassed("published");
    }

    @Test
    void givenDisagreementOnACriticalPointOrOnPassing_whenBothHaveSpoken_thenOneMoreIsAskedHoweverNearTheScores() {
        review.steps.criticalSplits.add("E");
        review.steps.passSplits.add("T");
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);

        assertThat(instance).isWaitingAt(TASK_THIRD_EXPERT_REVIEW, TASK_THIRD_TEACHER_REVIEW);
    }

    @ParameterizedTest
    @CsvSource({"APPROVE, accept", "RETURN, requestRevision", "REJECT, reject"})
    void givenThreeSheetsTooFarApart_whenTheMeetingHasVoted_thenItsRulingDecides(String ruling, String step) {
        review.steps.meetingNeeded = true;
        review.steps.criticalFailed = true;
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        assertThat(instance)
                .isWaitingAt(TASK_ADJUDICATION_EXPERT, TASK_ADJUDICATION_TEACHER, TASK_ADJUDICATION_TECHNICIAN);

        review.steps.ruling = ruling;
        review.decideAll(TASK_ADJUDICATION_EXPERT, TASK_ADJUDICATION_TEACHER);
        assertThat(instance).isWaitingAt(TASK_ADJUDICATION_TECHNICIAN).hasNotPassed(step);
        review.decideAll(TASK_ADJUDICATION_TECHNICIAN);

        assertThat(instance).hasPassed(step);
    }

    @Test
    void givenTwoVotesAtTheSameMoment_whenBothCommit_thenTheMeetingEndsOnce() {
        review.steps.meetingNeeded = true;
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        review.decideAll(TASK_ADJUDICATION_TECHNICIAN);
        Task first = review.tasks(TASK_ADJUDICATION_EXPERT).get(0);
        Task second = review.tasks(TASK_ADJUDICATION_TEACHER).get(0);

        review.inOneTransaction(() -> {
            review.engine.getTaskService().complete(first.getId());
            CompletableFuture.runAsync(() -> review.engine.getTaskService().complete(second.getId()))
                    .join();
            return first;
        });
        review.settle();

        assertThat(instance).isEnded();
        assertThat(review.steps.effects).containsOnlyOnce("accept(" + SUBMISSION + ", APPROVED)");
    }

    @ParameterizedTest
    @CsvSource({"formCountE, E, 20, thirdExpertReview", "formCountT, T, 20, thirdTeacherReview"})
    void givenTheComparisonFails_whenTheLastOfARoleDecides_thenTheSheetStaysAndTheComparisonIsRetried(
            String broken, String form, double gap, String waitsAt) {
        review.steps.gaps.put(form, gap);
        review.steps.breakStep(broken);
        String own = form.equals("E") ? TASK_EXPERT_REVIEW : TASK_TEACHER_REVIEW;
        review.decideOne(own);
        review.run(review.onlyJob());
        review.decideOne(own);
        assertThatThrownBy(() -> review.run(review.onlyJob())).hasMessageContaining(broken);
        assertThat(review.tasks(own)).isEmpty();

        review.steps.repair();
        review.run(review.onlyJob());
        review.settle();

        assertThat(instance).isWaitingAt(waitsAt);
    }

    @Test
    void givenTheStepAfterTheThirdFails_whenTheThirdDecides_thenTheSheetStaysAndTheStepIsRetried() {
        review.steps.gaps.put("E", 20.0);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        review.steps.breakStep("meetingNeeded");
        review.decideOne(TASK_THIRD_EXPERT_REVIEW);
        review.run(review.onlyJob());
        assertThatThrownBy(() -> review.run(review.onlyJob())).hasMessageContaining("meetingNeeded is broken");

        review.steps.repair();
        review.run(review.onlyJob());
        review.settle();

        assertThat(instance).isEnded().hasPassed("published");
    }
}
