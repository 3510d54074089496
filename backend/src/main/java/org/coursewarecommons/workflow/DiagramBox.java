package org.coursewarecommons.workflow;

import java.util.Collection;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/** The part of the plane that is drawn on. */
record DiagramBox(double left, double top, double right, double bottom) {

    static DiagramBox around(Collection<BpmnShape> shapes, Collection<BpmnEdge> edges) {
        DiagramBox box = new DiagramBox(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE);
        for (BpmnShape shape : shapes) {
            Bounds own = shape.getBounds();
            box = box.with(own.getX(), own.getY()).with(own.getX() + own.getWidth(), own.getY() + own.getHeight());
            if (shape.getBpmnLabel() != null) {
                Bounds label = shape.getBpmnLabel().getBounds();
                box = box.with(label.getX(), label.getY())
                        .with(label.getX() + label.getWidth(), label.getY() + label.getHeight());
            }
        }
        for (BpmnEdge edge : edges) {
            for (Waypoint point : edge.getWaypoints()) {
                box = box.with(point.getX(), point.getY());
            }
        }
        return box;
    }

    DiagramBox with(double x, double y) {
        return new DiagramBox(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
    }
}
