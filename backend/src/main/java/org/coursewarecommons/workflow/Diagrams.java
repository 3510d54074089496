package org.coursewarecommons.workflow;

import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.springframework.stereotype.Component;

/** Process pictures, in the version of the model that the process runs on. */
@Component
class Diagrams {

    /** A review has some hundred steps at most; the engine's limit on queries is 1000. */
    private static final int MOST_STEPS = 1000;

    private static final String BODY = "#multiInstanceBody";

    private final HistoryService history;
    private final RepositoryService repository;

    Diagrams(HistoryService history, RepositoryService repository) {
        this.history = history;
        this.repository = repository;
    }

    /** Without marks when the engine's history of it is cleaned up; empty when there is no such model. */
    Optional<String> svg(String processKey, String businessKey) {
        List<HistoricProcessInstance> found = history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(processKey)
                .processInstanceBusinessKey(businessKey)
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, 1);
        if (found.isEmpty()) {
            return newest(processKey).map(definition -> new DiagramSvg(
                            repository.getBpmnModelInstance(definition.getId()), Set.of(), Set.of())
                    .draw());
        }
        HistoricProcessInstance instance = found.get(0);
        Map<String, Date> finished = new HashMap<>();
        Map<String, Date> active = new HashMap<>();
        for (HistoricActivityInstance step : history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .orderByHistoricActivityInstanceStartTime()
                .desc()
                .listPage(0, MOST_STEPS)) {
            String id = step.getActivityId().replace(BODY, "");
            if (step.getEndTime() == null) {
                active.merge(id, step.getStartTime(), (one, other) -> one.before(other) ? one : other);
            } else if (!step.isCanceled()) {
                finished.merge(id, step.getEndTime(), (one, other) -> one.after(other) ? one : other);
            }
        }
        BpmnModelInstance model = repository.getBpmnModelInstance(instance.getProcessDefinitionId());
        return Optional.of(new DiagramSvg(model, ofThisPass(model, finished, active), active.keySet()).draw());
    }

    /** What lies ahead of a present step and ended before it began is of an earlier round: it is still to come. */
    static Set<String> ofThisPass(BpmnModelInstance model, Map<String, Date> finished, Map<String, Date> active) {
        Set<String> now = new HashSet<>(finished.keySet());
        now.removeAll(active.keySet());
        active.forEach((id, since) -> ahead(model, id).stream()
                .filter(step -> finished.containsKey(step) && finished.get(step).before(since))
                .forEach(now::remove));
        return now;
    }

    /** What can be reached from a step without going back, which in our models means: to the left. */
    private static Set<String> ahead(BpmnModelInstance model, String from) {
        Map<String, Double> places = new HashMap<>();
        model.getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() != null)
                .forEach(shape -> places.put(
                        shape.getBpmnElement().getId(), shape.getBounds().getX()));
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(from));
        while (!open.isEmpty()) {
            String source = open.pop();
            for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
                String target = flow.getTarget().getId();
                boolean forward = flow.getSource().getId().equals(source)
                        && places.getOrDefault(target, 0.0) >= places.getOrDefault(source, 0.0);
                if (forward && reached.add(target)) {
                    open.add(target);
                }
            }
        }
        return reached;
    }

    private Optional<ProcessDefinition> newest(String processKey) {
        return Optional.ofNullable(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(processKey)
                .latestVersion()
                .singleResult());
    }
}
