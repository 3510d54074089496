package org.coursewarecommons.workflow;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.coursewarecommons.workflow.DiagramSvg.State;

/** The shapes of BPMN. */
final class ShapeSvg {

    private static final String NONE = "none";

    private final SvgText svg;

    ShapeSvg(SvgText svg) {
        this.svg = svg;
    }

    static boolean hasNameInside(FlowElement element) {
        return element instanceof Activity;
    }

    /** The colour of words, dark enough to be read. */
    static String ink(State state) {
        return switch (state) {
            case DONE -> "#1b5e20";
            case ACTIVE -> "#7a3e00";
            case AHEAD -> "#4b5563";
        };
    }

    void draw(FlowElement element, Bounds at, State state) {
        if (element instanceof SubProcess frame) {
            frame(frame, at, state);
        } else if (element instanceof Activity task) {
            task(task, at, state);
        } else if (element instanceof Gateway gateway) {
            gateway(gateway, at, state);
        } else if (element instanceof Event event) {
            event(event, at, state);
        }
    }

    /** Finished, in one stroke. */
    void tick(double x, double y) {
        svg.empty(
                "path",
                "d",
                "M" + SvgText.number(x - 4.5) + " " + SvgText.number(y) + "l3.2 3.4 6-7",
                "fill",
                NONE,
                "stroke",
                State.DONE.stroke,
                "stroke-width",
                2.2,
                "stroke-linecap",
                "round",
                "stroke-linejoin",
                "round");
    }

    private void frame(SubProcess frame, Bounds at, State state) {
        svg.empty(
                "rect",
                "x",
                at.getX(),
                "y",
                at.getY(),
                "width",
                at.getWidth(),
                "height",
                at.getHeight(),
                "rx",
                10,
                "fill",
                state == State.AHEAD ? "#fafbfc" : state.fill,
                "fill-opacity",
                0.6,
                "stroke",
                state.stroke,
                "stroke-width",
                1.4,
                "stroke-dasharray",
                frame.triggeredByEvent() ? "2 4" : NONE);
        svg.element(
                "text",
                DiagramSvg.name(frame, ""),
                "x",
                at.getX() + 14,
                "y",
                at.getY() + 22,
                "fill",
                ink(state),
                "font-weight",
                "bold");
    }

    private void task(Activity task, Bounds at, State state) {
        svg.empty(
                "rect",
                "x",
                at.getX(),
                "y",
                at.getY(),
                "width",
                at.getWidth(),
                "height",
                at.getHeight(),
                "rx",
                9,
                "fill",
                state.fill,
                "stroke",
                state.stroke,
                "stroke-width",
                state == State.ACTIVE ? 3 : 1.5);
        double x = at.getX() + at.getWidth() / 2;
        double y = at.getY() + at.getHeight() / 2;
        icon(task, at.getX() + 8, at.getY() + 8, state);
        svg.centred(
                DiagramSvg.name(task, ""),
                x,
                y + 3,
                at.getWidth() - 12,
                "fill",
                ink(state),
                "font-weight",
                state == State.ACTIVE ? "bold" : "normal");
        if (task.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics many) {
            bars(x, at.getY() + at.getHeight() - 12, many.isSequential(), state);
        }
        if (state == State.DONE) {
            tick(at.getX() + at.getWidth() - 12, at.getY() + 12);
        } else if (state == State.ACTIVE) {
            badge(x, at.getY());
        }
    }

    private void badge(double x, double y) {
        double width = SvgText.width(State.ACTIVE.words) + 14;
        svg.empty(
                "rect",
                "x",
                x - width / 2,
                "y",
                y - 10,
                "width",
                width,
                "height",
                19,
                "rx",
                9.5,
                "fill",
                State.ACTIVE.stroke);
        svg.centred(State.ACTIVE.words, x, y - 0.5, width, "fill", "#fff", "font-size", 11, "font-weight", "bold");
    }

    /** Somebody, a rule, or the system. */
    private void icon(Activity task, double x, double y, State state) {
        svg.open(
                "g",
                "fill",
                NONE,
                "stroke",
                state.stroke,
                "stroke-width",
                1.2,
                "transform",
                "translate(" + SvgText.number(x) + " " + SvgText.number(y) + ")");
        if (task instanceof UserTask) {
            svg.empty("circle", "cx", 6, "cy", 4, "r", 3);
            svg.empty("path", "d", "M0.5 13c0-7 11-7 11 0z");
        } else if (task instanceof BusinessRuleTask) {
            svg.empty("path", "d", "M0 1h14v10H0zM0 4.2h14M0 7.6h14M4.5 4.2V11");
        } else {
            svg.empty("circle", "cx", 6, "cy", 6, "r", 2);
            svg.empty("circle", "cx", 6, "cy", 6, "r", 5, "stroke-dasharray", "2.4 1.53", "stroke-width", 2);
        }
        svg.close("g");
    }

    private void bars(double x, double y, boolean sequential, State state) {
        for (int i = -1; i <= 1; i++) {
            String path = sequential
                    ? "M" + SvgText.number(x - 5) + " " + SvgText.number(y + 4 + i * 4) + "h10"
                    : "M" + SvgText.number(x + i * 4) + " " + SvgText.number(y) + "v8";
            svg.empty("path", "d", path, "stroke", state.stroke, "stroke-width", 1.8);
        }
    }

    private void gateway(Gateway gateway, Bounds at, State state) {
        double x = at.getX() + at.getWidth() / 2;
        double y = at.getY() + at.getHeight() / 2;
        double half = at.getWidth() / 2;
        svg.empty(
                "polygon",
                "points",
                SvgText.number(x) + "," + SvgText.number(y - half) + " " + SvgText.number(x + half) + ","
                        + SvgText.number(y) + " " + SvgText.number(x) + "," + SvgText.number(y + half) + " "
                        + SvgText.number(x - half) + "," + SvgText.number(y),
                "fill",
                state.fill,
                "stroke",
                state.stroke,
                "stroke-width",
                state == State.ACTIVE ? 3 : 1.5);
        String centre = "translate(" + SvgText.number(x) + " " + SvgText.number(y) + ")";
        svg.open("g", "fill", NONE, "stroke", state.stroke, "stroke-width", 2.6, "transform", centre);
        if (gateway instanceof ParallelGateway) {
            svg.empty("path", "d", "M-9 0H9M0-9V9");
        } else if (gateway instanceof EventBasedGateway) {
            svg.empty("circle", "r", 11, "stroke-width", 1.1);
            svg.empty("circle", "r", 8.5, "stroke-width", 1.1);
            svg.empty("path", "d", "M0-5 4.8-1.5 3 4h-6l-1.8-5.5z", "stroke-width", 1.1);
        } else if (gateway instanceof InclusiveGateway) {
            svg.empty("circle", "r", 8);
        } else {
            svg.empty("path", "d", "M-6-7 6 7M6-7-6 7");
        }
        svg.close("g");
    }

    private void event(Event event, Bounds at, State state) {
        double x = at.getX() + at.getWidth() / 2;
        double y = at.getY() + at.getHeight() / 2;
        double radius = at.getWidth() / 2;
        double stroke = event instanceof EndEvent ? 3.4 : state == State.ACTIVE ? 2.6 : 1.5;
        String dash = event instanceof BoundaryEvent boundary && !boundary.cancelActivity() ? "4 3" : NONE;
        svg.empty(
                "circle",
                "cx",
                x,
                "cy",
                y,
                "r",
                radius,
                "fill",
                state.fill,
                "stroke",
                state.stroke,
                "stroke-width",
                stroke,
                "stroke-dasharray",
                dash);
        if (!(event instanceof StartEvent) && !(event instanceof EndEvent)) {
            svg.empty(
                    "circle",
                    "cx",
                    x,
                    "cy",
                    y,
                    "r",
                    radius - 3.5,
                    "fill",
                    NONE,
                    "stroke",
                    state.stroke,
                    "stroke-width",
                    1.1,
                    "stroke-dasharray",
                    dash);
        }
        String centre = "translate(" + SvgText.number(x) + " " + SvgText.number(y) + ")";
        svg.open("g", "fill", NONE, "stroke", state.stroke, "stroke-width", 1.3, "transform", centre);
        sign(event, state);
        svg.close("g");
    }

    private void sign(Event event, State state) {
        boolean waits = event instanceof CatchEvent;
        boolean message = waits
                && ((CatchEvent) event)
                        .getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance);
        boolean timer = waits
                && ((CatchEvent) event).getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance);
        if (message) {
            svg.empty("path", "d", "M-8-5.5H8v11H-8zM-8-5.5 0 1 8-5.5");
        } else if (timer) {
            svg.empty("circle", "r", 8.5);
            svg.empty("path", "d", "M0-6V0L4 2.5");
        } else if (state == State.DONE) {
            tick(0, 0);
        }
    }
}
