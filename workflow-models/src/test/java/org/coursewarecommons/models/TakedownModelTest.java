package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way through a takedown, its two clocks, and what a crash leaves. */
class TakedownModelTest {

    private static final Instant DAY = ModelEngine.START.plus(Duration.ofHours(24));
    private static final Instant FIVE_DAYS = ModelEngine.START.plus(Duration.ofDays(7));

    private final Steps steps = new Steps();

    @RegisterExtension
    final ModelEngine takedown = new ModelEngine(
            List.of("models/takedown.bpmn"), Map.of("takedownSteps", steps, "takedownClocks", new Clocks()));

    /** The beans that the application will answer with. */
    public static final class Steps {

        final List<String> effects = new ArrayList<>();
        String broken = "";
        String outcome = "";

        public String outcome(String caseId) {
            return outcome;
        }

        public void suspendResource(String caseId) {
            act("suspendResource");
        }

        public void informByItself(String caseId) {
            act("informByItself");
        }

        public void restoreResource(String caseId) {
            act("restoreResource");
        }

        public void requestFix(String caseId) {
            act("requestFix");
        }

        public void retireConfirmed(String caseId) {
            act("retireConfirmed");
        }

        public void restoreOverdue(String caseId) {
            act("restoreOverdue");
        }

        private void act(String step) {
            if (broken.equals(step)) {
                throw new IllegalStateException(step + " is broken");
            }
            effects.add(step);
        }
    }

    public static final class Clocks {

        public Date due(String caseId, String task) {
            return end(caseId, task);
        }

        public Date end(String caseId, String task) {
            return Date.from(task.equals("informCommittee") ? DAY : FIVE_DAYS);
        }
    }

    @ParameterizedTest
    @CsvSource({"RESTORE,restoreResource", "FIX,requestFix", "RETIRE,retireConfirmed"})
    void givenAReport_whenTheCommitteeRules_thenItsOutcomeFollows(String outcome, String step) {
        start();
        takedown.decideAll(HearingModel.TASK_INFORM_COMMITTEE);

        decide(outcome);

        assertThat(takedown.ended()).isTrue();
        assertThat(steps.effects).containsExactly("suspendResource", step);
    }

    @Test
    void givenNobodyInformsTheCommittee_whenADayIsOver_thenTheSystemDoes() {
        start();

        takedown.pass(DAY);

        assertThat(steps.effects).containsExactly("suspendResource", "informByItself");
        assertThat(takedown.tasks(HearingModel.TASK_INFORM_COMMITTEE)).isEmpty();
        assertThat(takedown.tasks(HearingModel.TASK_DECIDE_REPORT)).hasSize(1);
    }

    @Test
    void givenNobodyDecides_whenFiveDaysAreOver_thenTheResourceComesBack() {
        start();
        takedown.decideAll(HearingModel.TASK_INFORM_COMMITTEE);

        takedown.pass(FIVE_DAYS);

        assertThat(takedown.ended()).isTrue();
        assertThat(steps.effects).containsExactly("suspendResource", "restoreOverdue");
    }

    @Test
    void givenTheDecisionComesFirst_whenTheCommitteeIsInformed_thenTheCaseIsClosedOnlyThen() {
        start();
        decide("FIX");
        assertThat(takedown.ended()).isFalse();

        takedown.decideAll(HearingModel.TASK_INFORM_COMMITTEE);

        assertThat(takedown.ended()).isTrue();
    }

    @Test
    void givenAnOutcomeThatNobodyKnows_whenItIsRead_thenNothingIsRetired() {
        start();
        assertThatThrownBy(() -> decide("BURN")).hasMessageContaining("outcome");

        assertThat(steps.effects).containsExactly("suspendResource");
    }

    @Test
    void givenTheOutcomeFails_whenTriedAgain_thenNobodyDecidesTwice() {
        start();
        takedown.decideAll(HearingModel.TASK_INFORM_COMMITTEE);
        steps.broken = "requestFix";
        assertThatThrownBy(() -> decide("FIX")).hasMessageContaining("is broken");
        assertThat(takedown.tasks(HearingModel.TASK_DECIDE_REPORT)).isEmpty();

        steps.broken = "";
        takedown.pass(ModelEngine.START.plusSeconds(60));

        assertThat(takedown.ended()).isTrue();
        assertThat(steps.effects).containsExactly("suspendResource", "requestFix");
    }

    private void start() {
        takedown.start(HearingModel.PROCESS_TAKEDOWN, Map.of(HearingModel.VARIABLE_CASE_ID, ModelEngine.CASE));
    }

    private void decide(String outcome) {
        steps.outcome = outcome;
        takedown.engine
                .getTaskService()
                .complete(takedown.tasks(HearingModel.TASK_DECIDE_REPORT).get(0).getId());
        takedown.settle();
    }
}
