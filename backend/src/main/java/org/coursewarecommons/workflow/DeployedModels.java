package org.coursewarecommons.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** The newest version of each deployed process model. */
@Component
class DeployedModels {

    /** More process models than this, and the engine's own limit on queries would hide some. */
    private static final int MOST = 500;

    private final RepositoryService repository;

    DeployedModels(RepositoryService repository) {
        this.repository = repository;
    }

    /** By process key. */
    Map<String, BpmnModelInstance> newest() {
        Map<String, BpmnModelInstance> models = new LinkedHashMap<>();
        for (ProcessDefinition definition : repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .orderByProcessDefinitionKey()
                .asc()
                .listPage(0, MOST)) {
            models.put(definition.getKey(), repository.getBpmnModelInstance(definition.getId()));
        }
        return models;
    }

    Set<String> userTasks() {
        Set<String> names = new TreeSet<>();
        newest().forEach((key, model) ->
                model.getModelElementsByType(UserTask.class).forEach(task -> names.add(key + "/" + task.getId())));
        return names;
    }
}
