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
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewPathTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    @Test
    void givenGoodSheets_whenAllHaveDecided_thenTheVersionIsPublished() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);

        assertThat(instance)
                .isEnded()
                .hasPassedInOrder("checkItem", "openRound", "enterLevel", "technicianReview", "accept", "published")
                .hasNotPassed("awaitFiles", "vetoCheck", "requestRevision", "reject");
        assertThat(review.steps.effects)
                .containsExactly(
                        "checkItem(" + SUBMISSION + ")",
                        "openRound(" + SUBMISSION + ")",
                        "enterLevel(" + SUBMISSION + ", L3)",
                        "accept(" + SUBMISSION + ", APPROVED)");
    }

    @ParameterizedTest
    @CsvSource({
        "SCHOOL, MINOR, 0, 0, 1",
        "SCHOOL, MAJOR, 0, 0, 1",
        "COLLECTIVE, MAJOR, 1, 1, 1",
        "COLLECTIVE, MINOR, 1, 0, 1",
        "DISTRICT, MAJOR, 1, 2, 2",
        "PUBLIC, MINOR, 1, 3, 2"
    })
    void givenAScope_whenReviewed_thenAsManyTasksOpenAsTheTableSays(
            String scope, String kind, int technicians, int experts, int teachers) {
        review.start(scope, kind);
        assertThat(review.tasks(TASK_TECHNICIAN_REVIEW)).hasSize(technicians);
        review.decideAll(TASK_TECHNICIAN_REVIEW);

        assertThat(review.tasks(TASK_EXPERT_REVIEW)).hasSize(experts);
        assertThat(review.tasks(TASK_TEACHER_REVIEW)).hasSize(teachers);
    }

    @Test
    void givenSchoolScope_whenTheOneTeacherDecides_thenTheVersionIsPublished() {
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);

        assertThat(instance).isEnded().hasPassed("accept", "published");
    }

    @Test
    void givenOneOfTwoTeachersIsMissing_whenTheOthersDecided_thenTheJoinWaits() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW);
        review.decideOne(TASK_TEACHER_REVIEW);
        review.settle();

        assertThat(instance).isActive();
        assertThat(review.tasks(TASK_TEACHER_REVIEW)).hasSize(1);
    }

    @Test
    void givenTheTechnicianFailsIt_whenDecided_thenThePeersAreSpared() {
        review.steps.technicianPassed = false;
        review.steps.criticalFailed = true;
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);

        assertThat(instance)
                .isWaitingAt("awaitAuthor")
                .hasPassed("requestRevision")
                .hasNotPassed("expertReview", "teacherReview");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "QUARANTINED"})
    void givenTheItemCheckFails_whenSubmitted_thenTheVersionIsADraftAgain(String result) {
        review.steps.checkResult = result;
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");

        assertThat(instance).isEnded().hasPassed("returnToDraft", "backInDraft").hasNotPassed("openRound");
        assertThat(review.steps.effects).contains("returnToDraft(" + SUBMISSION + ", " + result + ")");
    }

    @Test
    void givenAnUnknownCheckResult_whenSubmitted_thenTheStartIsRefused() {
        review.steps.checkResult = "MAYBE";

        assertThatThrownBy(() -> review.start("DISTRICT", "MAJOR"))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("checkPassed");
    }

    @Test
    void givenAnUnknownScope_whenSubmitted_thenTheStartIsRefused() {
        assertThatThrownBy(() -> review.start("GALAXY", "MAJOR"))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("technicians");
    }

    @Test
    void givenFilesInInspection_whenTheyFinish_thenTheChecksRun() {
        review.steps.filesPending = true;
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        assertThat(instance).isWaitingAt("awaitFiles");
        assertThat(review.steps.effects).isEmpty();

        review.send(MESSAGE_FILES_FINISHED);
        review.settle();

        assertThat(instance).isWaitingAt("technicianReview").hasPassedInOrder("awaitFiles", "checkItem");
    }

    @Test
    void givenARevisionIsAsked_whenResubmittedAndGood_thenTheSecondRoundPublishes() {
        review.steps.composite = 65;
        ProcessInstance instance = review.start("COLLECTIVE", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        assertThat(instance).isWaitingAt("awaitAuthor").variables().containsEntry("round", 1);

        review.steps.composite = 85;
        review.send(MESSAGE_RESUBMITTED);
        assertThat(instance).isWaitingAt("technicianReview").variables().containsEntry("round", 2);
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);

        assertThat(instance).isEnded().hasPassed("published");
        assertThat(review.steps.effects)
                .contains("requestRevision(" + SUBMISSION + ", REVISE)")
                .endsWith("accept(" + SUBMISSION + ", APPROVED_RECOMMENDED)");
    }

    @Test
    void givenNewFilesInInspection_whenResubmitted_thenTheNextRoundWaitsForThem() {
        review.steps.composite = 65;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);

        review.steps.filesPending = true;
        review.send(MESSAGE_RESUBMITTED);

        assertThat(instance).isWaitingAt("awaitFiles").isNotWaitingAt("awaitAuthor");
    }

    @Test
    void givenThreeWeakRounds_whenTheThirdIsDecided_thenTheVersionIsRejected() {
        review.steps.composite = 65;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        for (int round = 2; round <= 3; round++) {
            review.send(MESSAGE_RESUBMITTED);
            review.decideAll(TASK_TEACHER_REVIEW);
        }

        assertThat(instance).isEnded().hasPassed("reject", "rejected");
        assertThat(review.steps.effects).endsWith("reject(" + SUBMISSION + ")");
    }

    @Test
    void givenTheAuthorStaysSilent_whenTheDeadlinePasses_thenTheVersionIsWithdrawn() {
        review.steps.composite = 55;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);

        review.setTime(FixedClocks.AUTHOR_DEADLINE.minus(Duration.ofSeconds(1)));
        review.settle();
        assertThat(instance).isWaitingAt("awaitAuthor");
        review.setTime(FixedClocks.AUTHOR_DEADLINE.plus(Duration.ofSeconds(1)));
        review.settle();

        assertThat(instance).isEnded().hasPassed("withdrawOverdue", "expired");
        assertThat(review.steps.effects)
                .endsWith(
                        "requestRevision(" + SUBMISSION + ", REVISE_CONSIDER_WITHDRAWING)",
                        "withdrawOverdue(" + SUBMISSION + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false, rejected, reject",
        "false, true, false, , requestRevision",
        "false, false, true, , requestRevision",
        "false, false, false, published, accept"
    })
    void givenAVeto_whenASecondPersonHasChecked_thenOnlyAConfirmedOneCounts(
            boolean hard, boolean duplicate, boolean fixable, String end, String step) {
        review.steps.vetoRaised = true;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        assertThat(instance).isWaitingAt("vetoCheck");

        review.steps.hardVeto = hard;
        review.steps.duplicateVeto = duplicate;
        review.steps.fixableVeto = fixable;
        review.decideAll(TASK_VETO_CHECK);

        assertThat(instance).hasPassed(step);
        if (end == null) {
            assertThat(instance).isWaitingAt("awaitAuthor");
        } else {
            assertThat(instance).isEnded().hasPassed(end);
        }
    }

    @Test
    void givenAVetoThatTwoPersonsConfirm_whenOneHasSpoken_thenTheOtherIsWaitedForUnlessAllIsSettled() {
        review.steps.vetoRaised = true;
        review.steps.vetoSeats = 2;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        assertThat(review.tasks(TASK_VETO_CHECK)).hasSize(2);

        review.decideOne(TASK_VETO_CHECK);
        review.settle();
        assertThat(instance).isWaitingAt("vetoCheck");
        assertThat(review.tasks(TASK_VETO_CHECK)).hasSize(1);

        review.steps.vetoesSettled = true;
        review.decideOne(TASK_VETO_CHECK);
        review.settle();
        assertThat(instance).isEnded().hasPassed("published");
    }

    @Test
    void givenAVetoThatTwoPersonsConfirm_whenTheFirstSettlesIt_thenTheOtherIsAskedNoLonger() {
        review.steps.vetoRaised = true;
        review.steps.vetoSeats = 2;
        review.steps.vetoesSettled = true;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);

        review.decideOne(TASK_VETO_CHECK);
        review.settle();

        assertThat(instance).isEnded().hasPassed("published");
    }

    @Test
    void givenAMergeIsOffered_whenDecided_thenTheContributorIsAskedAndNothingIsPublished() {
        review.steps.vetoRaised = true;
        review.steps.duplicateVeto = true;
        ProcessInstance instance = review.start("SCHOOL", "MAJOR");
        review.decideAll(TASK_TEACHER_REVIEW);
        review.decideAll(TASK_VETO_CHECK);

        assertThat(instance).isWaitingAt("awaitAuthor").hasNotPassed("accept");
        assertThat(review.steps.effects).endsWith("requestRevision(" + SUBMISSION + ", MERGE_OFFER)");
    }

    @Test
    void givenAnyUserTask_whenOpened_thenItIsDueByTheClocksAndHeldByNobody() {
        review.steps.vetoRaised = true;
        review.start("DISTRICT", "MAJOR");
        assertDue(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        assertDue(TASK_EXPERT_REVIEW);
        assertDue(TASK_TEACHER_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        assertDue(TASK_VETO_CHECK);
    }

    private void assertDue(String key) {
        assertThat(review.tasks(key))
                .isNotEmpty()
                .extracting(Task::getDueDate)
                .containsOnly(Date.from(FixedClocks.DUE.get(key)));
        assertThat(review.tasks(key)).extracting(Task::getAssignee).containsOnlyNulls();
    }
}
