package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_FILES_FINISHED;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_RESUBMITTED;
import static org.coursewarecommons.models.ReviewModel.MESSAGE_WITHDRAWN;
import static org.coursewarecommons.models.ReviewModel.TASK_EXPERT_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TEACHER_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_TECHNICIAN_REVIEW;
import static org.coursewarecommons.models.ReviewModel.TASK_VETO_CHECK;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A landed version of the model with reviews in every wait state, then the present version on top: the old reviews stay
 * on theirs and end as they would have. The old files are kept as they were landed; a next version adds its own folder.
 */
class RunningReviewsTest {

    @RegisterExtension
    final ReviewEngine review = new ReviewEngine();

    /** What was deployed with each landed version. */
    private static final Map<String, String[]> VERSIONS = Map.of(
            "1",
            new String[] {"resource-review.bpmn", "required-reviews.dmn", "review-outcome.dmn"},
            "2",
            ReviewModel.RESOURCES.stream()
                    .map(resource -> resource.substring("models/".length()))
                    .toArray(String[]::new));

    /** Where a review of a landed version can wait, and how it goes on from there. */
    enum Parked {
        FILES("awaitFiles", review -> review.steps.filesPending = true, review -> {}, review -> {
            review.send(MESSAGE_FILES_FINISHED);
            review.settle();
            sheets(review);
        }),
        FILES_DONE_CHECK_NOT_RUN(
                "awaitFiles",
                review -> review.steps.filesPending = true,
                review -> review.send(MESSAGE_FILES_FINISHED),
                review -> {
                    review.settle();
                    sheets(review);
                }),
        TECHNICIAN("technicianReview", review -> {}, review -> {}, Parked::sheets),
        TECHNICIAN_DECIDED_NOT_PROCESSED(
                "technicianReview", review -> {}, review -> review.decideOne(TASK_TECHNICIAN_REVIEW), Parked::sheets),
        PEERS("teacherReview", review -> {}, review -> review.decideAll(TASK_TECHNICIAN_REVIEW), Parked::sheets),
        HALF_OF_THE_PEERS(
                "teacherReview",
                review -> {},
                review -> {
                    review.decideAll(TASK_TECHNICIAN_REVIEW);
                    review.decideAll(TASK_EXPERT_REVIEW);
                    review.decideOne(TASK_TEACHER_REVIEW);
                },
                Parked::sheets),
        VETO_CHECK(
                "vetoCheck",
                review -> review.steps.vetoRaised = true,
                Parked::sheets,
                review -> review.decideAll(TASK_VETO_CHECK)),
        AUTHOR("awaitAuthor", review -> review.steps.composite = 65, Parked::sheets, review -> {
            review.steps.composite = 80;
            review.send(MESSAGE_RESUBMITTED);
            sheets(review);
        });

        private final String activity;
        private final Consumer<ReviewEngine> given;
        private final Consumer<ReviewEngine> before;
        private final Consumer<ReviewEngine> after;

        Parked(
                String activity,
                Consumer<ReviewEngine> given,
                Consumer<ReviewEngine> before,
                Consumer<ReviewEngine> after) {
            this.activity = activity;
            this.given = given;
            this.before = before;
            this.after = after;
        }

        private static void sheets(ReviewEngine review) {
            review.decideAll(TASK_TECHNICIAN_REVIEW);
            review.decideAll(TASK_EXPERT_REVIEW, TASK_TEACHER_REVIEW);
        }
    }

    @ParameterizedTest
    @MethodSource("landed")
    void givenAReviewOfALandedVersion_whenANewVersionIsDeployed_thenItGoesOnToItsEnd(String version, Parked parked) {
        ProcessInstance instance = park(version, parked);

        parked.after.accept(review);

        assertThat(review.engine
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .activityId("published")
                        .count())
                .isOne();
    }

    @ParameterizedTest
    @MethodSource("landed")
    void givenAReviewOfALandedVersion_whenANewVersionIsDeployed_thenItCanStillBeWithdrawn(
            String version, Parked parked) {
        ProcessInstance instance = park(version, parked);

        review.send(MESSAGE_WITHDRAWN);

        assertThat(review.engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
    }

    static Stream<Arguments> landed() {
        return VERSIONS.keySet().stream().sorted().flatMap(version -> Arrays.stream(Parked.values())
                .map(parked -> Arguments.of(version, parked)));
    }

    private ProcessInstance park(String version, Parked parked) {
        review.deployOld("version-" + version, VERSIONS.get(version));
        parked.given.accept(review);
        ProcessInstance instance = review.start("DISTRICT", "MAJOR");
        parked.before.accept(review);
        assertThat(instance).isWaitingAt(parked.activity);
        review.deploy();
        assertThat(versionTag(instance.getProcessDefinitionId())).isEqualTo(version);
        assertThat(versionTag(newest().getId())).isEqualTo("3");
        return instance;
    }

    private ProcessDefinition newest() {
        return review.engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(ReviewModel.PROCESS_KEY)
                .latestVersion()
                .singleResult();
    }

    private String versionTag(String definitionId) {
        return review.engine
                .getRepositoryService()
                .getProcessDefinition(definitionId)
                .getVersionTag();
    }
}
