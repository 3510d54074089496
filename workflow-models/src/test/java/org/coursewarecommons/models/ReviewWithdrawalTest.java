package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.coursewarecommons.models.ReviewEngine.SUBMISSION;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_FILES_FINISHED;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_WITHDRAWN;
import static org.coursewarecommons.models.ReviewModel.TASK_ADJUDICATION_TEACHER;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_CONVERGENCE;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_THIRD_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_VETO_CHECK;

import java.util.function.Consumer;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewWithdrawalTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    /** Everywhere a review can stand still, and how it gets there from its start. */
    enum Standstill {
        FILES_IN_INSPECTION("awaitFiles", review -> review.steps.filesPending = true, review -> {}),
        FILES_DONE_CHECK_NOT_RUN(
                "awaitFiles",
                review -> review.steps.filesPending = true,
                review -> review.send(MESSAGE_FILES_FINISHED)),
        TECHNICIAN("technicianReview", review -> {}, review -> {}),
        TECHNICIAN_DECIDED_NOT_PROCESSED(
                "technicianReview", review -> {}, review -> review.decideOne(TASK_TECHNICIAN_REVIEW)),
        PEERS("teacherReview", review -> {}, review -> review.decideAll(TASK_TECHNICIAN_REVIEW)),
        HALF_OF_THE_PEERS("teacherReview", review -> {}, review -> {
            review.decideAll(TASK_TECHNICIAN_REVIEW);
            review.decideAll(TASK_EXPERT_REVIEW);
            review.decideOne(TASK_TEACHER_REVIEW);
        }),
        CONVERGENCE("expertConvergence", review -> review.steps.gaps.put("E", 10.0), Standstill::decideAllSheets),
        HALF_OF_THE_CONVERGENCE("teacherConvergence", review -> review.steps.gaps.put("T", 10.0), review -> {
            decideAllSheets(review);
            review.decideOne(TASK_TEACHER_CONVERGENCE);
        }),
        THIRD_REVIEWER("thirdTeacherReview", review -> review.steps.gaps.put("T", 20.0), Standstill::decideAllSheets),
        THIRD_DECIDED_NOT_PROCESSED("thirdExpertReview", review -> review.steps.gaps.put("E", 20.0), review -> {
            decideAllSheets(review);
            review.decideOne(TASK_THIRD_EXPERT_REVIEW);
        }),
        MEETING("adjudicationTeacher", review -> review.steps.meetingNeeded = true, Standstill::decideAllSheets),
        HALF_OF_THE_MEETING("adjudicationExpert", review -> review.steps.meetingNeeded = true, review -> {
            decideAllSheets(review);
            review.decideAll(TASK_ADJUDICATION_TEACHER);
        }),
        HELD_BACK("awaitAuthor", review -> review.steps.completeness = 60, Standstill::decideAllSheets),
        VETO_CHECK("vetoCheck", review -> review.steps.vetoRaised = true, Standstill::decideAllSheets),
        VETO_CHECKED_NOT_PROCESSED("vetoCheck", review -> review.steps.vetoRaised = true, review -> {
            decideAllSheets(review);
            review.decideOne(TASK_VETO_CHECK);
        }),
        AUTHOR("awaitAuthor", review -> review.steps.composite = 65, Standstill::decideAllSheets);

        private final String activity;
        private final Consumer<ReviewEngine> given;
        private final Consumer<ReviewEngine> walk;

        Standstill(String activity, Consumer<ReviewEngine> given, Consumer<ReviewEngine> walk) {
            this.activity = activity;
            this.given = given;
            this.walk = walk;
        }

        private static void decideAllSheets(ReviewEngine review) {
            review.decideAll(TASK_TECHNICIAN_REVIEW);
            review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givenAReviewThatStandsSomewhere_whenWithdrawn_thenItEndsThereAndLeavesNothingOpen(Standstill standstill) {
        standstill.given.accept(review);
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        standstill.walk.accept(review);
        assertThat(instance).hasPassedInOrder("submitted").isWaitingAt(standstill.activity);

        review.send(MESSAGE_WITHDRAWN);

        assertThat(instance)
                .isEnded()
                .hasPassed("withdraw", "withdrawnByAuthor")
                .hasNotPassed("published", "rejected");
        assertThat(review.steps.effects).endsWith("withdraw(" + SUBMISSION + ")");
        assertThat(review.engine.getTaskService().createTaskQuery().count()).isZero();
        assertThat(review.engine.getManagementService().createJobQuery().count())
                .isZero();
    }

    @Test
    void givenAFinishedReview_whenWithdrawn_thenTheMessageIsRefused() {
        review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);

        assertThatThrownBy(() -> review.send(MESSAGE_WITHDRAWN))
                .isInstanceOf(MismatchingMessageCorrelationException.class);
        assertThat(review.steps.effects).doesNotContain("withdraw(" + SUBMISSION + ")");
    }

    @Test
    void givenTheWithdrawalFails_whenWithdrawn_thenTheReviewGoesOnAsBefore() {
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.steps.breakStep("withdraw");

        assertThatThrownBy(() -> review.send(MESSAGE_WITHDRAWN)).hasMessageContaining("withdraw is broken");

        assertThat(instance).isWaitingAt("teacherReview");
    }
}
