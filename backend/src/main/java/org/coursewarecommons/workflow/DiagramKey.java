package org.coursewarecommons.workflow;

import org.coursewarecommons.workflow.DiagramSvg.State;

/** What the signs of a diagram mean, and the heads of its arrows. */
final class DiagramKey {

    private final SvgText svg;
    private final ShapeSvg shapes;

    DiagramKey(SvgText svg, ShapeSvg shapes) {
        this.svg = svg;
        this.shapes = shapes;
    }

    void arrowheads() {
        svg.open("defs");
        for (State state : State.values()) {
            svg.open(
                    "marker",
                    "id",
                    "to-" + state,
                    "viewBox",
                    "0 0 10 10",
                    "refX",
                    9.5,
                    "refY",
                    5,
                    "markerWidth",
                    9,
                    "markerHeight",
                    9,
                    "markerUnits",
                    "userSpaceOnUse",
                    "orient",
                    "auto");
            svg.empty("path", "d", "M0 0.8 10 5 0 9.2z", "fill", state.stroke);
            svg.close("marker");
        }
        svg.close("defs");
    }

    void legend(double x, double y) {
        svg.open("g", "aria-hidden", "true");
        double at = x;
        for (State state : State.values()) {
            svg.empty(
                    "rect",
                    "x",
                    at,
                    "y",
                    y,
                    "width",
                    30,
                    "height",
                    18,
                    "rx",
                    4,
                    "fill",
                    state.fill,
                    "stroke",
                    state.stroke,
                    "stroke-width",
                    state == State.ACTIVE ? 2.5 : 1.4);
            if (state == State.DONE) {
                shapes.tick(at + 15, y + 9);
            }
            svg.element("text", state.words, "x", at + 38, "y", y + 13.5, "fill", ShapeSvg.ink(state));
            at += 100;
        }
        svg.close("g");
    }
}
