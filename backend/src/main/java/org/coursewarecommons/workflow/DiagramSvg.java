package org.coursewarecommons.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/**
 * Draws a process model from its own diagram data, with what is finished and what is going on. Colour never stands
 * alone: finished steps carry a tick, present ones a label, and every step says its state as text.
 */
final class DiagramSvg {

    private static final int MARGIN = 28;
    private static final int LEGEND = 44;
    private static final String FONT =
            "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif";

    private final BpmnModelInstance model;
    private final Set<String> finished;
    private final Set<String> active;
    private final SvgText svg = new SvgText();
    private final ShapeSvg shapes = new ShapeSvg(svg);
    private final DiagramKey key = new DiagramKey(svg, shapes);

    /** @param finished ids of elements that ended; @param active ids of those that wait or run */
    DiagramSvg(BpmnModelInstance model, Set<String> finished, Set<String> active) {
        this.model = model;
        this.finished = finished;
        this.active = active;
    }

    /** How far a step is. */
    enum State {
        DONE("已完成", "#2e7d32", "#e8f5e9"),
        ACTIVE("进行中", "#b45309", "#fff4dc"),
        AHEAD("未到", "#7b838d", "#ffffff");

        final String words;
        final String stroke;
        final String fill;

        State(String words, String stroke, String fill) {
            this.words = words;
            this.stroke = stroke;
            this.fill = fill;
        }
    }

    String draw() {
        Collection<BpmnShape> all = model.getModelElementsByType(BpmnShape.class);
        Collection<BpmnEdge> edges = model.getModelElementsByType(BpmnEdge.class);
        DiagramBox box = DiagramBox.around(all, edges);
        double width = box.right() - box.left() + 2 * MARGIN;
        double height = box.bottom() - box.top() + 2 * MARGIN + LEGEND;
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "role",
                "img",
                "aria-labelledby",
                "title desc",
                "viewBox",
                SvgText.number(box.left() - MARGIN) + " " + SvgText.number(box.top() - MARGIN) + " "
                        + SvgText.number(width) + " " + SvgText.number(height),
                "width",
                width,
                "height",
                height,
                "font-family",
                FONT,
                "font-size",
                SvgText.SIZE);
        svg.element("title", title(), "id", "title");
        svg.element("desc", description(), "id", "desc");
        key.arrowheads();
        svg.empty(
                "rect",
                "x",
                box.left() - MARGIN,
                "y",
                box.top() - MARGIN,
                "width",
                width,
                "height",
                height,
                "fill",
                "#fff");
        drawShapes(all, true);
        edges.forEach(this::edge);
        drawShapes(all, false);
        edges.forEach(this::edgeLabel);
        key.legend(box.left(), box.bottom() + MARGIN);
        return svg.close("svg").toString();
    }

    private State state(String id) {
        return active.contains(id) ? State.ACTIVE : finished.contains(id) ? State.DONE : State.AHEAD;
    }

    /** A way was taken when both its ends were reached; the model tells no more than that. */
    private State state(SequenceFlow flow) {
        State source = state(flow.getSource().getId());
        State target = state(flow.getTarget().getId());
        return source == State.DONE && target != State.AHEAD ? State.DONE : State.AHEAD;
    }

    /** Sub-processes lie below everything, boundary events above what they hang on. */
    private void drawShapes(Collection<BpmnShape> all, boolean frames) {
        Stream<BpmnShape> shown =
                all.stream().filter(shape -> (shape.getBpmnElement() instanceof SubProcess) == frames);
        shown.sorted(java.util.Comparator.comparing(shape -> shape.getBpmnElement() instanceof BoundaryEvent))
                .forEach(this::shape);
    }

    private void shape(BpmnShape shape) {
        BaseElement element = shape.getBpmnElement();
        if (!(element instanceof FlowElement node)) {
            return;
        }
        State state = state(node.getId());
        svg.open("g", "id", "step-" + node.getId(), "data-state", state.name());
        svg.element("title", name(node, node.getId()) + "：" + state.words);
        shapes.draw(node, shape.getBounds(), state);
        String name = name(node, "");
        boolean inside = ShapeSvg.hasNameInside(node);
        if (!inside && !name.isEmpty()) {
            label(shape, name, state);
        }
        svg.close("g");
    }

    private void label(BpmnShape shape, String name, State state) {
        Bounds at = shape.getBpmnLabel() == null ? null : shape.getBpmnLabel().getBounds();
        Bounds own = shape.getBounds();
        double x = at == null ? own.getX() + own.getWidth() / 2 : at.getX() + at.getWidth() / 2;
        double y = at == null ? own.getY() + own.getHeight() + 6 : at.getY();
        double width = at == null ? 96 : Math.max(at.getWidth() + 2, 36);
        svg.below(
                name,
                x,
                y,
                width,
                "fill",
                ShapeSvg.ink(state),
                "paint-order",
                "stroke",
                "stroke",
                "#fff",
                "stroke-width",
                3);
    }

    private void edge(BpmnEdge edge) {
        if (!(edge.getBpmnElement() instanceof SequenceFlow flow)) {
            return;
        }
        State state = state(flow);
        String points = edge.getWaypoints().stream()
                .map(point -> SvgText.number(point.getX()) + "," + SvgText.number(point.getY()))
                .collect(Collectors.joining(" "));
        svg.empty(
                "polyline",
                "points",
                points,
                "fill",
                "none",
                "stroke",
                state.stroke,
                "stroke-width",
                state == State.DONE ? 2.2 : 1.2,
                "stroke-linejoin",
                "round",
                "marker-end",
                "url(#to-" + state + ")");
        if (Objects.equals(defaultOf(flow.getSource()), flow)) {
            slash(List.copyOf(edge.getWaypoints()), state);
        }
    }

    private static Object defaultOf(FlowNode source) {
        String id = source.getAttributeValue("default");
        return id == null ? source : source.getModelInstance().getModelElementById(id);
    }

    /** The mark of the way that is taken when no condition holds. */
    private void slash(List<Waypoint> points, State state) {
        double dx = Math.signum(points.get(1).getX() - points.get(0).getX());
        double dy = Math.signum(points.get(1).getY() - points.get(0).getY());
        double x = points.get(0).getX() + dx * 11;
        double y = points.get(0).getY() + dy * 11;
        svg.empty(
                "line",
                "x1",
                x - 4,
                "y1",
                y + 5,
                "x2",
                x + 4,
                "y2",
                y - 5,
                "stroke",
                state.stroke,
                "stroke-width",
                1.4);
    }

    private void edgeLabel(BpmnEdge edge) {
        if (!(edge.getBpmnElement() instanceof SequenceFlow flow)
                || name(flow, "").isEmpty()) {
            return;
        }
        List<Waypoint> points = List.copyOf(edge.getWaypoints());
        Bounds at = edge.getBpmnLabel() == null ? null : edge.getBpmnLabel().getBounds();
        double x = at == null ? (points.get(0).getX() + points.get(1).getX()) / 2 : at.getX() + at.getWidth() / 2;
        double y = at == null ? (points.get(0).getY() + points.get(1).getY()) / 2 - 16 : at.getY();
        svg.below(
                name(flow, ""),
                x,
                y,
                90,
                "fill",
                ShapeSvg.ink(state(flow)),
                "font-size",
                11,
                "paint-order",
                "stroke",
                "stroke",
                "#fff",
                "stroke-width",
                3);
    }

    private String title() {
        return model.getModelElementsByType(Process.class).stream()
                .map(process -> Objects.requireNonNullElse(process.getName(), process.getId()))
                .collect(Collectors.joining("、"));
    }

    private String description() {
        return "进行中：" + names(active) + "。已完成：" + names(finished) + "。";
    }

    /** In the order of the model, and only what has a name. */
    private String names(Set<String> ids) {
        String names = model.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> ids.contains(node.getId()) && !name(node, "").isEmpty())
                .map(node -> name(node, ""))
                .distinct()
                .collect(Collectors.joining("、"));
        return names.isEmpty() ? "无" : names;
    }

    static String name(FlowElement element, String otherwise) {
        String name = element.getName();
        return name == null || name.isBlank() ? otherwise : name.strip().replaceAll("\\s+", " ");
    }
}
