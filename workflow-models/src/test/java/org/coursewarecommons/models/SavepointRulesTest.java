package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.junit.jupiter.api.Test;

/** Where the engine commits: after people, around what can't be undone, before joins, and nowhere without need. */
class SavepointRulesTest {

    /**
     * Steps that write through the engine's own transaction: a rollback undoes them, so they need no savepoint. A step
     * that isn't here counts as remote.
     */
    private static final Set<String> UNDONE_BY_ROLLBACK = Set.of(
            "checkItem",
            "returnToDraft",
            "openRound",
            "enterLevel",
            "passLevel",
            "holdBack",
            "accept",
            "requestRevision",
            "withdrawOverdue",
            "reject",
            "withdraw");

    private static final String RETRY_CYCLE = "R5/PT10S";

    @Test
    void givenAUserTask_whenAPersonHasDecided_thenTheDecisionIsCommittedBeforeWhatFollows() {
        assertThat(ModelFiles.elements(UserTask.class)).isNotEmpty().allSatisfy(task -> {
            if (task.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop) {
                // On each instance: at the task itself it would only commit after the last one.
                assertThat(loop.isCamundaAsyncAfter()).isTrue();
                assertThat(loop.isSequential()).isFalse();
            } else {
                assertThat(task.isCamundaAsyncAfter()).isTrue();
            }
        });
    }

    @Test
    void givenAStepThatNoRollbackUndoes_whenItRuns_thenItStandsBetweenTwoSavepoints() {
        assertThat(ModelFiles.elements(ServiceTask.class)).isNotEmpty().allSatisfy(task -> {
            boolean undone = UNDONE_BY_ROLLBACK.stream()
                    .anyMatch(step -> task.getCamundaExpression().startsWith("${reviewSteps." + step + "("));
            assertThat(undone || task.isCamundaAsyncBefore() && task.isCamundaAsyncAfter())
                    .as(task.getId())
                    .isTrue();
        });
    }

    @Test
    void givenAParallelJoin_whenTwoBranchesArriveTogether_thenTheyMeetInAJobThatCanBeRetried() {
        List<ParallelGateway> joins = ModelFiles.elements(ParallelGateway.class).stream()
                .filter(gateway -> gateway.getIncoming().size() > 1)
                .toList();

        assertThat(joins).isNotEmpty().allMatch(FlowNode::isCamundaAsyncBefore);
    }

    @Test
    void givenAWaitState_whenItIsReached_thenNoSavepointStandsBeforeIt() {
        List<FlowNode> waits = Stream.of(UserTask.class, ReceiveTask.class, CatchEvent.class, EventBasedGateway.class)
                .flatMap(type -> ModelFiles.elements(type).stream())
                .map(FlowNode.class::cast)
                .toList();

        assertThat(waits).isNotEmpty().noneMatch(FlowNode::isCamundaAsyncBefore);
        assertThat(ModelFiles.elements(MultiInstanceLoopCharacteristics.class))
                .noneMatch(MultiInstanceLoopCharacteristics::isCamundaAsyncBefore);
    }

    @Test
    void givenAJob_whenItFails_thenItsRetriesAreSaidInTheModel() {
        Stream<BaseElement> nodes = ModelFiles.elements(FlowNode.class).stream()
                .filter(node -> !(node instanceof EventBasedGateway))
                .filter(node -> node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter())
                .map(BaseElement.class::cast);
        Stream<BaseElement> instances = ModelFiles.elements(MultiInstanceLoopCharacteristics.class).stream()
                .map(BaseElement.class::cast);
        Stream<BaseElement> timers = ModelFiles.elements(TimerEventDefinition.class).stream()
                .map(timer -> (BaseElement) timer.getParentElement());

        assertThat(Stream.of(nodes, instances, timers).flatMap(elements -> elements))
                .hasSize(17)
                .allSatisfy(element -> assertThat(retryCycle(element)).isEqualTo(RETRY_CYCLE));
    }

    @Test
    void givenTheDecisionTables_whenTheyAreAsked_thenNoSavepointPartsThemFromTheStepThatActsOnThem() {
        assertThat(ModelFiles.elements(BusinessRuleTask.class)).isNotEmpty().noneMatch(FlowNode::isCamundaAsyncAfter);
    }

    private static String retryCycle(BaseElement element) {
        return element.getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaFailedJobRetryTimeCycle.class)
                .singleResult()
                .getTextContent();
    }
}
