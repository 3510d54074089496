package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;

/** The rules of {@link ModelRulesTest}, {@link SavepointRulesTest} and {@link DiagramTest} for the promotion. */
class ScopeModelRulesTest {

    private static final Pattern CALL = Pattern.compile("[$#]\\{!?(\\w+\\.\\w+)\\(");

    private final String text = ModelFiles.text(ScopeModel.RESOURCE);
    private final BpmnModelInstance model =
            Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    @Test
    void givenTheExpressions_whenTheirCallsAreRead_thenTheyAreThoseOfTheListAndNoOthers() {
        assertThat(CALL.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "scopeSteps.due",
                        "scopeSteps.consentsNeeded",
                        "scopeSteps.declined",
                        "scopeSteps.consented",
                        "scopeSteps.beginReview",
                        "scopeSteps.reviewPassed",
                        "scopeSteps.widen",
                        "scopeSteps.refuse",
                        "scopeSteps.withdraw"));
        assertThat(text)
                .doesNotContainIgnoringCase("script")
                .doesNotContain("camunda:class", "camunda:delegateExpression", "Listener");
    }

    @Test
    void givenTheConstants_whenSoughtInTheModel_thenTheyAreThere() {
        assertThat(all(Message.class))
                .extracting(Message::getName)
                .containsExactlyInAnyOrder(ScopeModel.MESSAGE_REVIEW_FINISHED, ScopeModel.MESSAGE_WITHDRAWN);
        assertThat(all(UserTask.class)).extracting(UserTask::getId).containsExactly(ScopeModel.TASK_STEWARD_CONSENT);
        assertThat(all(ServiceTask.class))
                .extracting(ServiceTask::getCamundaResultVariable)
                .contains(ScopeModel.VARIABLE_REVIEW_OPEN);
        assertThat(all(Process.class)).singleElement().satisfies(process -> {
            assertThat(process.getId()).isEqualTo(ScopeModel.PROCESS_KEY);
            assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
            assertThat(process.getCamundaVersionTag()).isEqualTo("1");
        });
    }

    @Test
    void givenTheElements_whenNamesAreRead_thenAllButJoinsAreNamedInChineseAndTasksSayWhy() {
        assertThat(all(FlowNode.class))
                .filteredOn(
                        node -> !(node instanceof Gateway && node.getOutgoing().size() < 2))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getName()).containsPattern("\\p{IsHan}"));
        assertThat(all(ServiceTask.class))
                .allSatisfy(task -> assertThat(task.getDocumentations()).isNotEmpty());
        assertThat(all(UserTask.class))
                .allSatisfy(task -> assertThat(task.getDocumentations()).isNotEmpty());
    }

    @Test
    void givenThePromotion_whenItStandsStill_thenWhatWasSaidIsCommittedAndRetriesAreInTheModel() {
        assertThat(all(MultiInstanceLoopCharacteristics.class)).singleElement().satisfies(loop -> {
            assertThat(loop.isCamundaAsyncAfter()).isTrue();
            assertThat(loop.isCamundaAsyncBefore()).isFalse();
        });
        assertThat(all(IntermediateCatchEvent.class)).allMatch(FlowNode::isCamundaAsyncAfter);
        assertThat(all(EventBasedGateway.class)).isEmpty();
        assertThat(Pattern.compile("<camunda:failedJobRetryTimeCycle>R5/PT10S<")
                        .matcher(text)
                        .results())
                .hasSize(Pattern.compile("camunda:asyncAfter=\"true\"")
                        .matcher(text)
                        .results()
                        .toList()
                        .size());
    }

    @Test
    void givenThePicture_whenDrawn_thenEveryElementHasItsPlaceAndNoneCoversAnother() {
        assertThat(all(BpmnShape.class))
                .extracting(shape -> shape.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(
                        all(FlowNode.class).stream().map(FlowNode::getId).toList());
        assertThat(all(BpmnEdge.class))
                .extracting(edge -> edge.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(all(SequenceFlow.class).stream()
                        .map(SequenceFlow::getId)
                        .toList());
        List<java.awt.geom.Rectangle2D> boxes = all(BpmnShape.class).stream()
                .filter(shape -> !shape.getBpmnElement().getId().equals("withdrawal"))
                .map(shape -> shape.getBounds())
                .<java.awt.geom.Rectangle2D>map(box ->
                        new java.awt.geom.Rectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight()))
                .toList();
        for (int first = 0; first < boxes.size(); first++) {
            for (int second = first + 1; second < boxes.size(); second++) {
                assertThat(boxes.get(first).intersects(boxes.get(second))).isFalse();
            }
        }
    }

    @Test
    void givenTheIds_whenRead_thenAPersonChoseThem() {
        assertThat(Pattern.compile("\\bid=\"([^\"]*)\"")
                        .matcher(text)
                        .results()
                        .map((MatchResult match) -> match.group(1)))
                .isNotEmpty()
                .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)*(-[a-z]+)*"));
    }

    private <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }
}
