package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.coursewarecommons.models.ReviewEngine.SUBMISSION;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_RESUBMITTED;
import static org.coursewarecommons.models.ReviewModel.TASK_ADJUDICATION_EXPERT;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_VETO_CHECK;

import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way up: school, collective, district. */
class LevelPathTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    @Test
    void givenADistrictItem_whenEachLevelPasses_thenTheNextOneAsksItsOwnPeopleAndTheLastPublishes() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR", "L1", "L3");
        assertTasks(0, 0, 1);
        decideLevel();
        assertTasks(1, 0, 0);
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        assertTasks(0, 1, 1);
        review.steps.technicianStands = true;
        decideLevel();
        assertTasks(0, 2, 2);
        decideLevel();

        assertThat(instance).isEnded().hasPassed("published");
        assertThat(review.steps.effects)
                .containsExactly(
                        "checkItem(" + SUBMISSION + ")",
                        "openRound(" + SUBMISSION + ")",
                        "enterLevel(" + SUBMISSION + ", L1)",
                        "passLevel(" + SUBMISSION + ", L1)",
                        "enterLevel(" + SUBMISSION + ", L2)",
                        "passLevel(" + SUBMISSION + ", L2)",
                        "enterLevel(" + SUBMISSION + ", L3)",
                        "accept(" + SUBMISSION + ", APPROVED)");
    }

    @Test
    void givenACollectiveItem_whenL2Passes_thenItIsPublishedThere() {
        ProcessInstance instance = review.start("COLLECTIVE", "MAJOR", "L1", "L2");
        decideLevel();
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        decideLevel();

        assertThat(instance).isEnded().hasPassed("published");
        assertThat(review.steps.effects).doesNotContain("enterLevel(" + SUBMISSION + ", L3)");
    }

    @Test
    void givenFilesThatChangedSinceL2_whenL3IsEntered_thenATechnicianLooksAgain() {
        review.start("DISTRICT", "MAJOR", "L2", "L3");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        decideLevel();

        assertTasks(1, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"false, 0, 1", "true, 1, 0"})
    void givenAMinorVersion_whenItsFilesChangedOrNot_thenAnExpertOrATeacherLooks(
            boolean changed, int experts, int teachers) {
        review.steps.contentChanged = changed;
        review.start("DISTRICT", "MINOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);

        assertTasks(0, experts, teachers);
    }

    @Test
    void givenARevisionAskedAtL2_whenResubmitted_thenTheSameLevelLooksAgainAndTheLowerOneDoesNot() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR", "L1", "L3");
        decideLevel();
        review.steps.composite = 65;
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        decideLevel();
        assertThat(instance).isWaitingAt("awaitAuthor");

        review.steps.composite = 80;
        review.send(MESSAGE_RESUBMITTED);

        assertThat(instance).isWaitingAt("technicianReview").variables().containsEntry("round", 2);
        assertThat(review.steps.effects)
                .endsWith(
                        "checkItem(" + SUBMISSION + ")",
                        "openRound(" + SUBMISSION + ")",
                        "enterLevel(" + SUBMISSION + ", L2)");
    }

    @Test
    void givenARejectionAtL1_whenDecided_thenNoOtherLevelIsBothered() {
        review.steps.vetoRaised = true;
        review.steps.hardVeto = true;
        ProcessInstance instance = review.start("DISTRICT", "MAJOR", "L1", "L3");
        decideLevel();
        review.decideAll(TASK_VETO_CHECK);

        assertThat(instance).isEnded().hasPassed("rejected").hasNotPassed("passLevel");
    }

    @Test
    void givenAPushToTheCity_whenTheSheetsAgree_thenTheCommitteeVotesAllTheSame() {
        ProcessInstance instance = review.start("PUBLIC", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        assertTasks(0, 3, 2);
        decideLevel();

        assertThat(instance).isWaitingAt(TASK_ADJUDICATION_EXPERT);
    }

    @ParameterizedTest
    @CsvSource({
        "PERMITTED, 95, false, true, RIGHTS_FILE_MISSING",
        "ORIGINAL, 69, false, true, METADATA_INCOMPLETE",
        "ORIGINAL, 95, true, true, OPEN_REPORT",
        "ORIGINAL, 95, false, false, PROMISE_MISSING"
    })
    void givenGoodScoresWithoutAllConditions_whenTheLastLevelPasses_thenTheContributorAddsWhatIsMissing(
            String basis, int completeness, boolean openReport, boolean promised, String obstacle) {
        review.steps.rightsBasis = basis;
        review.steps.completeness = completeness;
        review.steps.openReport = openReport;
        review.steps.promised = promised;
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        decideLevel();

        assertThat(instance).isWaitingAt("awaitAuthor").hasNotPassed("accept");
        assertThat(review.steps.effects).endsWith("holdBack(" + SUBMISSION + ", " + obstacle + ")");
    }

    private void decideLevel() {
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
    }

    private void assertTasks(int technicians, int experts, int teachers) {
        assertThat(List.of(
                        review.tasks(TASK_TECHNICIAN_REVIEW).size(),
                        review.tasks(TASK_EXPERT_REVIEW).size(),
                        review.tasks(TASK_TEACHER_REVIEW).size()))
                .isEqualTo(List.of(technicians, experts, teachers));
    }
}
