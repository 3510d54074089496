package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the review's model, for every other process: names, calls, savepoints, drawing. */
class CaseModelRulesTest {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern CALL = Pattern.compile("(\\w+\\.\\w+)\\(");
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");
    private static final Pattern READABLE = Pattern.compile("[a-z]+([A-Z][a-z]+)*(-[a-z]+([A-Z][a-z]+)*)*");

    /** All that each process asks of the application. */
    private static final Map<String, Set<String>> CALLS = Map.of(
            EvaluationModel.PROCESS_KEY,
            Set.of(
                    "cycleClocks.freeze",
                    "cycleClocks.readingDue",
                    "evaluationSteps.cleanUse",
                    "evaluationSteps.computeIndex",
                    "evaluationSteps.remindCommittee",
                    "evaluationSteps.keepEarlierResults",
                    "evaluationSteps.publishResults",
                    "evaluationSteps.closeShadow"),
            HearingModel.PROCESS_RETIREMENT,
            Set.of(
                    "hearingClocks.due",
                    "hearingClocks.end",
                    "retirementSteps.giveNotice",
                    "retirementSteps.askCollective",
                    "retirementSteps.acceptRevision",
                    "retirementSteps.openCommittee",
                    "retirementSteps.countVotes",
                    "retirementSteps.keepResource",
                    "retirementSteps.announceDecision",
                    "retirementSteps.openAppeal",
                    "retirementSteps.countAppeal",
                    "retirementSteps.reverseDecision",
                    "retirementSteps.retireResource",
                    "retirementSteps.reenterReview"),
            HearingModel.PROCESS_TAKEDOWN,
            Set.of(
                    "takedownClocks.due",
                    "takedownClocks.end",
                    "takedownSteps.suspendResource",
                    "takedownSteps.outcome",
                    "takedownSteps.informByItself",
                    "takedownSteps.restoreResource",
                    "takedownSteps.requestFix",
                    "takedownSteps.retireConfirmed",
                    "takedownSteps.restoreOverdue"));

    static Stream<String> processes() {
        return CALLS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void givenAProcess_whenItsCallsAreRead_thenTheyAreThoseOfTheListAndNoCodeStandsInIt(String key) {
        String text = text(key);
        Set<String> called = new TreeSet<>();
        EXPRESSION.matcher(text).results().forEach(expression -> CALL.matcher(expression.group(1))
                .results()
                .forEach(call -> called.add(call.group(1))));

        assertThat(called).isEqualTo(new TreeSet<>(CALLS.get(key)));
        assertThat(text)
                .doesNotContainIgnoringCase("script")
                .doesNotContain("camunda:class", "camunda:delegateExpression", "Listener");
        assertThat(ID.matcher(text).results().map(match -> match.group(1))).allMatch(READABLE.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void givenAProcess_whenRead_thenPeopleUnderstandIt(String key) {
        assertThat(elements(key, FlowNode.class))
                .filteredOn(
                        node -> !(node instanceof Gateway) || node.getOutgoing().size() > 1)
                .filteredOn(node -> !node.getElementType().getTypeName().equals("parallelGateway"))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).containsPattern(CHINESE));
        assertThat(elements(key, Activity.class))
                .allSatisfy(task ->
                        assertThat(task.getDocumentations()).as(task.getId()).isNotEmpty());
        assertThat(elements(key, Process.class)).allSatisfy(process -> {
            assertThat(process.getDocumentations()).isNotEmpty();
            assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
            assertThat(process.getCamundaVersionTag()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("processes")
    void givenAProcess_whenItsSavepointsAreRead_thenPeopleAreNeverAskedTwiceAndEveryJobSaysItsRetries(String key) {
        assertThat(elements(key, UserTask.class)).allSatisfy(task -> {
            boolean after = task.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop
                    ? loop.isCamundaAsyncAfter()
                    : task.isCamundaAsyncAfter();
            assertThat(after).as(task.getId()).isTrue();
            assertThat(task.getCamundaAssignee()).isNull();
        });
        assertThat(elements(key, CatchEvent.class)).noneMatch(FlowNode::isCamundaAsyncBefore);
        Stream<BaseElement> jobs = Stream.of(
                        elements(key, FlowNode.class).stream()
                                .filter(node -> !(node instanceof EventBasedGateway))
                                .filter(node -> node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter())
                                .map(BaseElement.class::cast),
                        elements(key, MultiInstanceLoopCharacteristics.class).stream()
                                .map(BaseElement.class::cast),
                        elements(key, TimerEventDefinition.class).stream()
                                .map(timer -> (BaseElement) timer.getParentElement()))
                .flatMap(each -> each);
        assertThat(jobs).isNotEmpty().allSatisfy(job -> assertThat(job.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaFailedJobRetryTimeCycle.class)
                        .singleResult()
                        .getTextContent())
                .isEqualTo("R5/PT10S"));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void givenAProcess_whenDrawn_thenEverythingHasItsPlaceAndNothingCoversAnother(String key) {
        Map<String, Rectangle2D> shapes = shapes(key);
        assertThat(shapes.keySet())
                .containsExactlyInAnyOrderElementsOf(elements(key, FlowNode.class).stream()
                        .map(FlowNode::getId)
                        .toList());
        assertThat(elements(key, BpmnEdge.class)).hasSameSizeAs(elements(key, SequenceFlow.class));
        Map<String, String> hosts = new HashMap<>();
        elements(key, BoundaryEvent.class)
                .forEach(event -> hosts.put(event.getId(), event.getAttachedTo().getId()));
        List<Map.Entry<String, Rectangle2D>> boxes = new ArrayList<>(shapes.entrySet());
        Stream.concat(
                        elements(key, BpmnShape.class).stream()
                                .map(shape -> labelled(shape.getId(), shape.getBpmnLabel())),
                        elements(key, BpmnEdge.class).stream().map(edge -> labelled(edge.getId(), edge.getBpmnLabel())))
                .flatMap(List::stream)
                .forEach(boxes::add);

        for (int first = 0; first < boxes.size(); first++) {
            for (int second = first + 1; second < boxes.size(); second++) {
                Map.Entry<String, Rectangle2D> one = boxes.get(first);
                Map.Entry<String, Rectangle2D> other = boxes.get(second);
                boolean mounted = other.getKey().equals(hosts.get(one.getKey()))
                        || one.getKey().equals(hosts.get(other.getKey()));
                assertThat(!mounted && one.getValue().intersects(other.getValue()))
                        .as(one.getKey() + " over " + other.getKey())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void givenAProcess_whenItsFlowsAreDrawn_thenEachTouchesItsEndsAndCrossesNoOtherShape(String key) {
        Map<String, Rectangle2D> shapes = shapes(key);
        assertThat(elements(key, BpmnEdge.class)).isNotEmpty().allSatisfy(edge -> {
            SequenceFlow flow = (SequenceFlow) edge.getBpmnElement();
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            String source = flow.getSource().getId();
            String target = flow.getTarget().getId();
            assertThat(touches(shapes.get(source), points.get(0)))
                    .as(flow.getId())
                    .isTrue();
            assertThat(touches(shapes.get(target), points.get(points.size() - 1)))
                    .as(flow.getId())
                    .isTrue();
            for (int i = 1; i < points.size(); i++) {
                Waypoint from = points.get(i - 1);
                Waypoint to = points.get(i);
                assertThat(shapes.entrySet())
                        .as(flow.getId())
                        .filteredOn(shape -> !Set.of(source, target).contains(shape.getKey()))
                        .noneMatch(shape ->
                                shape.getValue().intersectsLine(from.getX(), from.getY(), to.getX(), to.getY()));
            }
        });
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> elements(
            String key, Class<T> type) {
        BpmnModelInstance model = ModelFiles.process(key);
        return model.getModelElementsByType(type);
    }

    private static String text(String key) {
        return ModelFiles.text(ModelFiles.resource(key));
    }

    private static Map<String, Rectangle2D> shapes(String key) {
        Map<String, Rectangle2D> shapes = new HashMap<>();
        elements(key, BpmnShape.class)
                .forEach(shape -> shapes.put(shape.getBpmnElement().getId(), box(shape.getBounds())));
        return shapes;
    }

    private static List<Map.Entry<String, Rectangle2D>> labelled(
            String id, @org.jspecify.annotations.Nullable BpmnLabel label) {
        return label == null ? List.of() : List.of(Map.entry(id, box(label.getBounds())));
    }

    private static boolean touches(Rectangle2D box, Waypoint point) {
        return new Rectangle2D.Double(box.getX() - 1, box.getY() - 1, box.getWidth() + 2, box.getHeight() + 2)
                .contains(point.getX(), point.getY());
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }
}
