package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way through the hearing, its clocks, and what a crash leaves. */
class HearingModelTest {

    private final Steps steps = new Steps();

    @RegisterExtension
    final ModelEngine hearing = new ModelEngine(
            List.of("models/resource-retirement.bpmn"),
            Map.of("retirementSteps", steps, "hearingClocks", new Clocks()));

    /** The beans that the application will answer with. */
    public static final class Steps {

        final List<String> effects = new ArrayList<>();
        final Deque<String> decisions = new ArrayDeque<>();
        final Deque<String> rulings = new ArrayDeque<>();
        String broken = "";

        public void giveNotice(String caseId) {
            act("giveNotice");
        }

        public void askCollective(String caseId) {
            act("askCollective");
        }

        public void acceptRevision(String caseId) {
            act("acceptRevision");
        }

        public int openCommittee(String caseId) {
            act("openCommittee");
            return 7;
        }

        public String countVotes(String caseId) {
            act("countVotes");
            return decisions.remove();
        }

        public void keepResource(String caseId, String decision) {
            act("keepResource " + decision);
        }

        public void announceDecision(String caseId) {
            act("announceDecision");
        }

        public int openAppeal(String caseId) {
            act("openAppeal");
            return 5;
        }

        public String countAppeal(String caseId) {
            act("countAppeal");
            return rulings.remove();
        }

        public void reverseDecision(String caseId) {
            act("reverseDecision");
        }

        public void retireResource(String caseId) {
            act("retireResource");
        }

        public void reenterReview(String caseId) {
            act("reenterReview");
        }

        private void act(String step) {
            if (broken.equals(step)) {
                throw new IllegalStateException(step + " is broken");
            }
            effects.add(step);
        }
    }

    /** Each step ends a different number of days after the engine's present time. */
    public static final class Clocks {

        private static final Map<String, Integer> DAYS =
                Map.of("ownerAnswer", 21, "collectiveAnswer", 7, "committeeVote", 14, "appeal", 22, "appealVote", 23);

        public Date due(String caseId, String task) {
            return end(caseId, task);
        }

        public Date end(String caseId, String step) {
            Instant now =
                    org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime().toInstant();
            return Date.from(now.plus(Duration.ofDays(DAYS.getOrDefault(step, 5))));
        }
    }

    @Test
    void givenTheOwnerAgrees_whenTwoPersonsHaveSigned_thenItIsRetiredWithoutAVote() {
        answered("AGREE");
        assertThat(steps.effects).containsExactly("giveNotice");

        hearing.decideAll(HearingModel.TASK_EXECUTE_RETIREMENT);
        assertThat(hearing.ended()).isFalse();
        assertThat(steps.effects).doesNotContain("retireResource");
        hearing.decideAll(HearingModel.TASK_CONFIRM_RETIREMENT);

        assertThat(hearing.ended()).isTrue();
        assertThat(steps.effects).containsExactly("giveNotice", "retireResource");
    }

    @Test
    void givenTheOwnerRevises_thenTheHearingEndsWithoutRetirement() {
        answered("REVISE");

        assertThat(hearing.ended()).isTrue();
        assertThat(hearing.passed()).contains("revising");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEEP", "IMPROVE"})
    void givenTheOwnerContests_whenTheCommitteeKeepsIt_thenItStays(String decision) {
        steps.decisions.add(decision);
        answered("CONTEST");
        assertThat(hearing.tasks(HearingModel.TASK_COMMITTEE_VOTE)).hasSize(7);

        hearing.decideAll(HearingModel.TASK_COMMITTEE_VOTE);

        assertThat(hearing.ended()).isTrue();
        assertThat(steps.effects).endsWith("countVotes", "keepResource " + decision);
    }

    @Test
    void givenTheCommitteeRetires_whenNobodyAppealsInTime_thenTwoPersonsCarryItOut() {
        decided("RETIRE");
        assertThat(hearing.tasks(HearingModel.TASK_EXECUTE_RETIREMENT)).isEmpty();

        pass(22);

        assertThat(hearing.tasks(HearingModel.TASK_EXECUTE_RETIREMENT)).hasSize(1);
        execute();
        assertThat(steps.effects).endsWith("announceDecision", "retireResource");
    }

    @Test
    void givenAnAppeal_whenThePanelUpholds_thenItIsRetired() {
        steps.rulings.add("UPHOLD");
        appealed();
        assertThat(hearing.tasks(HearingModel.TASK_APPEAL_VOTE)).hasSize(5);

        hearing.decideAll(HearingModel.TASK_APPEAL_VOTE);

        execute();
        assertThat(steps.effects).endsWith("openAppeal", "countAppeal", "retireResource");
    }

    @Test
    void givenAnAppeal_whenThePanelReverses_thenItStays() {
        steps.rulings.add("REVERSE");
        appealed();

        hearing.decideAll(HearingModel.TASK_APPEAL_VOTE);

        assertThat(hearing.ended()).isTrue();
        assertThat(steps.effects).endsWith("reverseDecision").doesNotContain("retireResource");
    }

    @Test
    void givenAnAppeal_whenThePanelReturnsTheCase_thenItBeginsWithANewNotice() {
        steps.rulings.add("RETURN");
        appealed();

        hearing.decideAll(HearingModel.TASK_APPEAL_VOTE);

        assertThat(steps.effects).endsWith("countAppeal", "giveNotice");
        hearing.send(HearingModel.MESSAGE_OWNER_ANSWERED, Map.of(HearingModel.VARIABLE_CHOICE, "REVISE"));
        hearing.settle();
        assertThat(hearing.ended()).isTrue();
    }

    @Test
    void givenASilentOwner_whenTheCollectiveIsSilentToo_thenTheCommitteeDecidesAndSilenceIsNoConsent() {
        start();
        pass(21);
        assertThat(steps.effects).containsExactly("giveNotice", "askCollective");

        pass(7);

        assertThat(hearing.tasks(HearingModel.TASK_COMMITTEE_VOTE)).hasSize(7);
        assertThat(hearing.tasks(HearingModel.TASK_EXECUTE_RETIREMENT)).isEmpty();
    }

    @Test
    void givenASilentOwner_whenTheCollectiveAnswers_thenItsAnswerCounts() {
        start();
        pass(21);

        hearing.send(HearingModel.MESSAGE_OWNER_ANSWERED, Map.of(HearingModel.VARIABLE_CHOICE, "REVISE"));
        hearing.settle();

        assertThat(hearing.passed()).contains("lateAnswer", "revising");
    }

    @Test
    void givenTooFewVotes_whenTheTimeIsOver_thenTheCommitteeIsCalledAgain() {
        steps.decisions.addAll(List.of("NO_QUORUM", "KEEP"));
        answered("CONTEST");

        pass(14);

        assertThat(hearing.tasks(HearingModel.TASK_COMMITTEE_VOTE)).hasSize(7);
        hearing.decideAll(HearingModel.TASK_COMMITTEE_VOTE);
        assertThat(steps.effects)
                .containsSubsequence("openCommittee", "countVotes", "openCommittee", "countVotes", "keepResource KEEP");
    }

    @Test
    void givenTooFewOfThePanel_whenTheTimeIsOver_thenItIsCalledAgain() {
        steps.rulings.addAll(List.of("NO_QUORUM", "REVERSE"));
        appealed();

        pass(23);
        hearing.decideAll(HearingModel.TASK_APPEAL_VOTE);

        assertThat(steps.effects).containsSubsequence("openAppeal", "countAppeal", "openAppeal", "reverseDecision");
    }

    @Test
    void givenAnAnswerThatNobodyKnows_whenItIsRead_thenTheCaseStopsAndNothingIsRetired() {
        start();
        hearing.send(HearingModel.MESSAGE_OWNER_ANSWERED, Map.of(HearingModel.VARIABLE_CHOICE, "MAYBE"));

        assertThatThrownBy(() -> hearing.run(hearing.dueJobs().get(0))).hasMessageContaining("ownersChoice");

        assertThat(hearing.ended()).isFalse();
        assertThat(steps.effects).containsExactly("giveNotice");
    }

    @Test
    void givenACrashAfterTheSecondSignature_whenTriedAgain_thenNobodySignsTwice() {
        answered("AGREE");
        hearing.decideAll(HearingModel.TASK_EXECUTE_RETIREMENT);
        steps.broken = "retireResource";
        assertThatThrownBy(() -> hearing.decideAll(HearingModel.TASK_CONFIRM_RETIREMENT))
                .hasMessageContaining("is broken");
        assertThat(hearing.tasks(HearingModel.TASK_CONFIRM_RETIREMENT)).isEmpty();

        steps.broken = "";
        pass(1);

        assertThat(steps.effects).containsExactly("giveNotice", "retireResource");
    }

    @Test
    void givenACrashWhileVotesAreCounted_whenTriedAgain_thenNobodyVotesTwice() {
        steps.decisions.add("KEEP");
        answered("CONTEST");
        steps.broken = "countVotes";
        assertThatThrownBy(() -> hearing.decideAll(HearingModel.TASK_COMMITTEE_VOTE))
                .hasMessageContaining("is broken");
        assertThat(hearing.tasks(HearingModel.TASK_COMMITTEE_VOTE)).isEmpty();

        steps.broken = "";
        pass(1);

        assertThat(hearing.ended()).isTrue();
    }

    @Test
    void givenARetiredResource_whenItsRestorationIsAsked_thenItReentersReview() {
        hearing.startBy(
                HearingModel.MESSAGE_RESTORATION_ASKED, Map.of(HearingModel.VARIABLE_CASE_ID, ModelEngine.CASE));

        assertThat(hearing.ended()).isTrue();
        assertThat(steps.effects).containsExactly("reenterReview");
    }

    private void start() {
        hearing.start(HearingModel.PROCESS_RETIREMENT, Map.of(HearingModel.VARIABLE_CASE_ID, ModelEngine.CASE));
    }

    private void answered(String choice) {
        start();
        hearing.send(HearingModel.MESSAGE_OWNER_ANSWERED, Map.of(HearingModel.VARIABLE_CHOICE, choice));
        hearing.settle();
    }

    private void decided(String decision) {
        steps.decisions.add(decision);
        answered("CONTEST");
        hearing.decideAll(HearingModel.TASK_COMMITTEE_VOTE);
    }

    private void appealed() {
        decided("RETIRE");
        hearing.send(HearingModel.MESSAGE_APPEAL_FILED);
        hearing.settle();
    }

    private void execute() {
        hearing.decideAll(HearingModel.TASK_EXECUTE_RETIREMENT);
        hearing.decideAll(HearingModel.TASK_CONFIRM_RETIREMENT);
        assertThat(hearing.ended()).isTrue();
    }

    private void pass(int days) {
        Instant now =
                org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime().toInstant();
        hearing.pass(now.plus(Duration.ofDays(days)));
    }
}
