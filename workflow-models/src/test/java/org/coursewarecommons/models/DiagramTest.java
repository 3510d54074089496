package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.junit.jupiter.api.Test;

/** The process picture is drawn from these coordinates, so they must be complete and readable. */
class DiagramTest {

    /** The next round and the next level. */
    private static final Set<String> LOOPS_BACK = Set.of("resubmittedToRejoinAtFiles", "passLevelToRejoinAtLevel");

    private final Map<String, Rectangle2D> shapes = ModelFiles.elements(BpmnShape.class).stream()
            .collect(Collectors.toMap(shape -> shape.getBpmnElement().getId(), shape -> box(shape.getBounds())));

    /** Each boundary event with its task. */
    private final Set<Set<String>> hosts = ModelFiles.elements(BoundaryEvent.class).stream()
            .map(event -> Set.of(event.getId(), event.getAttachedTo().getId()))
            .collect(Collectors.toSet());

    @Test
    void givenTheProcess_whenDrawn_thenEveryElementAndFlowHasItsPlace() {
        assertThat(shapes.keySet())
                .containsExactlyInAnyOrderElementsOf(ModelFiles.elements(FlowNode.class).stream()
                        .map(FlowNode::getId)
                        .toList());
        assertThat(ModelFiles.elements(BpmnEdge.class))
                .extracting(edge -> edge.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(ModelFiles.elements(SequenceFlow.class).stream()
                        .map(SequenceFlow::getId)
                        .toList());
    }

    @Test
    void givenTheShapesAndLabels_whenDrawn_thenNoneCoversAnother() {
        List<Map.Entry<String, Rectangle2D>> boxes = new ArrayList<>(shapes.entrySet());
        ModelFiles.elements(SubProcess.class)
                .forEach(box -> boxes.removeIf(entry -> entry.getKey().equals(box.getId())));
        ModelFiles.elements(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnLabel() != null)
                .forEach(shape -> boxes.add(
                        Map.entry(shape.getId(), box(shape.getBpmnLabel().getBounds()))));
        ModelFiles.elements(BpmnEdge.class).stream()
                .filter(edge -> edge.getBpmnLabel() != null)
                .forEach(edge -> boxes.add(
                        Map.entry(edge.getId(), box(edge.getBpmnLabel().getBounds()))));

        for (int first = 0; first < boxes.size(); first++) {
            for (int second = first + 1; second < boxes.size(); second++) {
                if (standsOn(boxes.get(first).getKey(), boxes.get(second).getKey())) {
                    continue;
                }
                assertThat(boxes.get(first)
                                .getValue()
                                .intersects(boxes.get(second).getValue()))
                        .as(boxes.get(first).getKey() + " over "
                                + boxes.get(second).getKey())
                        .isFalse();
            }
        }
    }

    @Test
    void givenTheFlows_whenDrawn_thenEachTouchesBothEndsAndCrossesNoOtherShape() {
        assertThat(ModelFiles.elements(BpmnEdge.class)).isNotEmpty().allSatisfy(edge -> {
            SequenceFlow flow = (SequenceFlow) edge.getBpmnElement();
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            Waypoint last = points.get(points.size() - 1);
            assertThat(touches(flow.getSource().getId(), points.get(0))).isTrue();
            assertThat(touches(flow.getTarget().getId(), last)).isTrue();
            for (int point = 1; point < points.size(); point++) {
                assertThat(crossed(points.get(point - 1), points.get(point), flow))
                        .as(flow.getId())
                        .isEmpty();
            }
        });
    }

    @Test
    void givenTheFlows_whenDrawn_thenAllButTheNextRoundAndLevelReadFromLeftToRight() {
        assertThat(ModelFiles.elements(SequenceFlow.class))
                .filteredOn(flow -> !LOOPS_BACK.contains(flow.getId()))
                .isNotEmpty()
                .allSatisfy(
                        flow -> assertThat(shapes.get(flow.getTarget().getId()).getCenterX())
                                .isGreaterThanOrEqualTo(
                                        shapes.get(flow.getSource().getId()).getCenterX()));
    }

    /** Boundary events stand on the edge of their task, which is no covering. */
    private boolean standsOn(String first, String second) {
        return hosts.contains(Set.of(first, second));
    }

    private List<String> crossed(Waypoint from, Waypoint to, SequenceFlow flow) {
        return shapes.entrySet().stream()
                .filter(shape -> shape.getValue().intersectsLine(from.getX(), from.getY(), to.getX(), to.getY()))
                .map(Map.Entry::getKey)
                .filter(id -> !id.equals(flow.getSource().getId())
                        && !id.equals(flow.getTarget().getId())
                        && !id.equals(flow.getParentElement().getAttributeValue("id")))
                .toList();
    }

    private boolean touches(String id, Waypoint point) {
        Rectangle2D box = shapes.get(id);
        Rectangle2D grown =
                new Rectangle2D.Double(box.getX() - 1, box.getY() - 1, box.getWidth() + 2, box.getHeight() + 2);
        return grown.contains(point.getX(), point.getY());
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }
}
