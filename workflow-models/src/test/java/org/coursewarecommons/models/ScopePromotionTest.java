package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the promotion on a real engine; jobs run only when the test says so, which makes every savepoint visible. */
class ScopePromotionTest {

    private static final String REQUEST = "0198c2a4-request";
    private static final Map<Object, Object> BEANS = new HashMap<>();
    private static final ProcessEngine ENGINE = engine();

    private final Steps steps = new Steps();
    private String deployment = "";
    private String instance = "";

    private static ProcessEngine engine() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("scope-models");
        configuration.setJdbcUrl("jdbc:h2:mem:scope-models;DB_CLOSE_DELAY=-1");
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setBeans(BEANS);
        return configuration.buildProcessEngine();
    }

    @BeforeEach
    void deploy() {
        BEANS.put("scopeSteps", steps);
        deployment = ENGINE.getRepositoryService()
                .createDeployment()
                .addClasspathResource(ScopeModel.RESOURCE)
                .deploy()
                .getId();
    }

    @AfterEach
    void undeploy() {
        ENGINE.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void givenAllStewardsConsentAndNoLevelIsMissing_whenTheLastHasSpoken_thenTheScopeWidens() {
        steps.needed = 2;
        start();

        decide(true);
        assertThat(steps.effects).isEmpty();
        decide(true);

        assertThat(steps.effects).containsExactly("beginReview", "widen");
        assertThat(isOver()).isTrue();
    }

    @Test
    void givenOneStewardRefuses_whenOthersHaveNotSpoken_thenTheirTasksEndAndTheScopeStays() {
        steps.needed = 3;
        start();

        decide(false);

        assertThat(tasks()).isEmpty();
        assertThat(steps.effects).containsExactly("refuse");
        assertThat(isOver()).isTrue();
    }

    @Test
    void givenAMissingLevel_whenItsReviewIsPositive_thenTheScopeWidensAndNotBefore() {
        steps.reviewOpen = true;
        start();
        decide(true);
        assertThat(steps.effects).containsExactly("beginReview");

        steps.passed = true;
        send(ScopeModel.MESSAGE_REVIEW_FINISHED);
        assertThat(steps.effects).containsExactly("beginReview");
        runJobs();

        assertThat(steps.effects).containsExactly("beginReview", "widen");
    }

    @Test
    void givenAMissingLevel_whenItsReviewIsNegative_thenTheScopeStays() {
        steps.reviewOpen = true;
        steps.passed = false;
        start();
        decide(true);

        send(ScopeModel.MESSAGE_REVIEW_FINISHED);
        runJobs();

        assertThat(steps.effects).containsExactly("beginReview", "refuse");
    }

    @Test
    void givenAStewardHasSpoken_whenWhatFollowsFails_thenTheirWordIsKept() {
        steps.broken = true;
        start();
        ENGINE.getTaskService().complete(tasks().get(0).getId());

        assertThat(tasks()).isEmpty();
        assertThatThrownBy(this::runJobs).hasMessageContaining("broken");
        steps.broken = false;
        runJobs();

        assertThat(steps.effects).containsExactly("beginReview", "widen");
    }

    @Test
    void givenARunningPromotion_whenItIsTakenBack_thenEveryStepEndsWhereverItStands() {
        start();
        send(ScopeModel.MESSAGE_WITHDRAWN);
        assertThat(tasks()).isEmpty();
        assertThat(steps.effects).containsExactly("withdraw");
        assertThat(isOver()).isTrue();

        steps.effects.clear();
        steps.reviewOpen = true;
        start();
        decide(true);
        send(ScopeModel.MESSAGE_WITHDRAWN);
        assertThat(steps.effects).containsExactly("beginReview", "withdraw");
        assertThatThrownBy(() -> send(ScopeModel.MESSAGE_REVIEW_FINISHED))
                .isInstanceOf(MismatchingMessageCorrelationException.class);
    }

    @Test
    void givenAStewardsTask_whenItOpens_thenOnlyItsDateComesFromTheModel() {
        start();

        Task task = tasks().get(0);
        assertThat(task.getTaskDefinitionKey()).isEqualTo(ScopeModel.TASK_STEWARD_CONSENT);
        assertThat(task.getDueDate()).isEqualTo(Date.from(Steps.DUE));
        assertThat(task.getAssignee()).isNull();
    }

    @Test
    void givenTheVariables_whenThePromotionRuns_thenItCarriesIdsAndOneAnswerAlone() {
        steps.reviewOpen = true;
        start();
        decide(true);

        assertThat(ENGINE.getRuntimeService().getVariables(instance))
                .containsOnlyKeys(ScopeModel.VARIABLE_REQUEST_ID, ScopeModel.VARIABLE_REVIEW_OPEN);
    }

    private void start() {
        instance = ENGINE.getRuntimeService()
                .startProcessInstanceByKey(
                        ScopeModel.PROCESS_KEY, REQUEST, Map.of(ScopeModel.VARIABLE_REQUEST_ID, REQUEST))
                .getId();
    }

    private void decide(boolean consents) {
        steps.consents.add(consents);
        ENGINE.getTaskService().complete(tasks().get(0).getId());
        runJobs();
    }

    private void send(String message) {
        ENGINE.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(REQUEST)
                .correlate();
    }

    private void runJobs() {
        for (List<Job> jobs = jobs(); !jobs.isEmpty(); jobs = jobs()) {
            jobs.forEach(job -> ENGINE.getManagementService().executeJob(job.getId()));
        }
    }

    private List<Job> jobs() {
        return ENGINE.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .list();
    }

    private List<Task> tasks() {
        return ENGINE.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .list();
    }

    private boolean isOver() {
        return ENGINE.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                == 0;
    }

    /** The bean {@code scopeSteps} of the model tests. */
    public static final class Steps {

        static final Instant DUE = Instant.parse("2026-03-09T00:00:00Z");

        final List<String> effects = new ArrayList<>();
        final List<Boolean> consents = new ArrayList<>();
        int needed = 1;
        boolean reviewOpen;
        boolean passed = true;
        boolean broken;

        public Date due(String requestId, String taskKey) {
            return Date.from(DUE);
        }

        public int consentsNeeded(String requestId) {
            return needed;
        }

        public boolean declined(String requestId) {
            return consents.contains(false);
        }

        public boolean consented(String requestId) {
            return !consents.contains(false);
        }

        public boolean beginReview(String requestId) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            effects.add("beginReview");
            return reviewOpen;
        }

        public boolean reviewPassed(String requestId) {
            return passed;
        }

        public void widen(String requestId) {
            effects.add("widen");
        }

        public void refuse(String requestId) {
            effects.add("refuse");
        }

        public void withdraw(String requestId) {
            effects.add("withdraw");
        }
    }
}
