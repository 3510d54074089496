package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way through a cycle, its timers, and what a crash between two steps leaves. */
class UsageEvaluationModelTest {

    private static final Instant FREEZE = Instant.parse("2026-07-17T00:00:00Z");
    private static final Instant READING_DUE = Instant.parse("2026-07-31T00:00:00Z");

    private final Steps steps = new Steps();

    @RegisterExtension
    final ModelEngine cycle =
            new ModelEngine(EvaluationModel.RESOURCES, Map.of("evaluationSteps", steps, "cycleClocks", new Clocks()));

    /** The beans that the application answers with. */
    public static final class Steps {

        final List<String> effects = new ArrayList<>();
        String broken = "";

        public void cleanUse(String cycleId) {
            act("cleanUse");
        }

        public void computeIndex(String cycleId) {
            act("computeIndex");
        }

        public void remindCommittee(String cycleId) {
            act("remindCommittee");
        }

        public void keepEarlierResults(String cycleId) {
            act("keepEarlierResults");
        }

        public void publishResults(String cycleId) {
            act("publishResults");
        }

        public void closeShadow(String cycleId) {
            act("closeShadow");
        }

        private void act(String step) {
            if (broken.equals(step)) {
                throw new IllegalStateException(step + " is broken");
            }
            effects.add(step);
        }
    }

    public static final class Clocks {

        public Date freeze(String cycleId) {
            return Date.from(FREEZE);
        }

        public Date readingDue(String cycleId) {
            return Date.from(READING_DUE);
        }
    }

    @Test
    void givenATermThatIsNotFrozen_whenStarted_thenNothingIsComputedBeforeTheFreeze() {
        ProcessInstance instance = start(false);
        cycle.settle();
        assertThat(instance).isWaitingAt("awaitFreeze");
        assertThat(steps.effects).isEmpty();

        cycle.pass(FREEZE);

        assertThat(instance).isWaitingAt("awaitReading");
        assertThat(steps.effects).containsExactly("cleanUse", "computeIndex");
    }

    @Test
    void givenAComputedCycle_whenTheCommitteeHasRead_thenItIsPublished() {
        ProcessInstance instance = computed(false);

        cycle.send(EvaluationModel.MESSAGE_RESULTS_READ);
        cycle.settle();

        assertThat(instance).isEnded().hasPassed("published").hasNotPassed("shadowRead");
        assertThat(steps.effects).containsExactly("cleanUse", "computeIndex", "publishResults");
    }

    @Test
    void givenAShadowCycle_whenTheCommitteeHasRead_thenNothingIsPublished() {
        ProcessInstance instance = computed(true);

        cycle.send(EvaluationModel.MESSAGE_RESULTS_READ);
        cycle.settle();

        assertThat(instance).isEnded().hasPassed("shadowRead");
        assertThat(steps.effects).containsExactly("cleanUse", "computeIndex", "closeShadow");
    }

    @Test
    void givenNobodyReads_whenTheTimeIsOver_thenTheCommitteeIsRemindedAndTheProcessWaitsOn() {
        ProcessInstance instance = computed(false);

        // Not settle(): the fixed date of the test would come due again at once.
        cycle.setTime(READING_DUE.plusSeconds(1));
        cycle.run(cycle.dueJobs().get(0));

        assertThat(instance).isWaitingAt("awaitReading");
        assertThat(steps.effects).endsWith("remindCommittee").doesNotContain("publishResults");
    }

    @Test
    void givenTheCommitteeAsksForARestatement_whenRestated_thenAllIsComputedAnewAndRead() {
        ProcessInstance instance = computed(false);

        cycle.send(EvaluationModel.MESSAGE_RESTATEMENT_ASKED);
        cycle.settle();

        assertThat(instance).isWaitingAt("awaitReading");
        assertThat(steps.effects)
                .containsExactly("cleanUse", "computeIndex", "keepEarlierResults", "cleanUse", "computeIndex");
    }

    @Test
    void givenTheIndexCannotBeComputed_whenRepaired_thenTheUseIsNotCleanedAgain() {
        steps.broken = "computeIndex";
        ProcessInstance instance = start(false);
        cycle.setTime(FREEZE.plusSeconds(1));
        cycle.run(cycle.dueJobs().get(0));
        cycle.run(cycle.dueJobs().get(0));
        assertThatThrownBy(() -> cycle.run(cycle.dueJobs().get(0))).hasMessageContaining("is broken");
        assertThat(instance).isWaitingAt("computeIndex");

        steps.broken = "";
        cycle.pass(FREEZE.plusSeconds(60));

        assertThat(instance).isWaitingAt("awaitReading");
        assertThat(steps.effects).containsExactly("cleanUse", "computeIndex");
    }

    @Test
    void givenPublishingFails_whenTheCommitteeHasRead_thenTheReadingStands() {
        ProcessInstance instance = computed(false);
        steps.broken = "publishResults";

        cycle.send(EvaluationModel.MESSAGE_RESULTS_READ);
        assertThatThrownBy(() -> cycle.run(cycle.dueJobs().get(0))).hasMessageContaining("is broken");
        assertThat(instance).isWaitingAt("resultsRead");

        steps.broken = "";
        cycle.pass(FREEZE.plusSeconds(60));
        assertThat(instance).isEnded().hasPassed("published");
    }

    private ProcessInstance computed(boolean shadow) {
        ProcessInstance instance = start(shadow);
        cycle.pass(FREEZE);
        return instance;
    }

    private ProcessInstance start(boolean shadow) {
        return cycle.start(
                EvaluationModel.PROCESS_KEY,
                Map.of(EvaluationModel.VARIABLE_CYCLE_ID, ModelEngine.CASE, EvaluationModel.VARIABLE_SHADOW, shadow));
    }
}
