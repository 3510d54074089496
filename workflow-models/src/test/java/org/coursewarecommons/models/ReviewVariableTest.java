package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_VETO_CHECK;

import java.util.Map;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReviewVariableTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    @Test
    void givenAReviewUnderWay_whenItWaits_thenItHoldsIdsAndPrimitivesOnly() {
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);

        Map<String, Object> variables = review.engine.getRuntimeService().getVariables(instance.getId());

        assertThat(variables)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        ReviewModel.VARIABLE_SUBMISSION_ID,
                        ReviewEngine.SUBMISSION,
                        ReviewModel.VARIABLE_TARGET_SCOPE,
                        "DISTRICT",
                        ReviewModel.VARIABLE_VERSION_KIND,
                        "MAJOR",
                        ReviewModel.VARIABLE_CHECK_RESULT,
                        "PASSED",
                        ReviewModel.VARIABLE_ROUND,
                        1,
                        ReviewModel.VARIABLE_LEVEL,
                        "L3",
                        ReviewModel.VARIABLE_COMMITTEE,
                        false,
                        ReviewModel.VARIABLE_TECHNICIANS,
                        1,
                        ReviewModel.VARIABLE_EXPERTS,
                        2,
                        ReviewModel.VARIABLE_TEACHERS,
                        2));
    }

    @Test
    void givenAWholeReview_whenItEnded_thenNoSerialisedVariableWasEverStored() {
        review.steps.vetoRaised = true;
        review.start("DISTRICT", "MAJOR");
        review.decideAll(TASK_TECHNICIAN_REVIEW);
        review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        review.decideAll(TASK_VETO_CHECK);

        assertThat(review.engine
                        .getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .list())
                .isNotEmpty()
                .extracting(HistoricVariableInstance::getTypeName)
                .containsOnly("string", "integer", "boolean", "double");
    }
}
