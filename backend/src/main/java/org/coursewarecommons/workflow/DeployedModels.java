package org.coursewarecommons.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** The process models that run: the newest version of each, and older ones as long as instances run on them. */
@Component
class DeployedModels {

    /** More process models than this, and the engine's own limit on queries would hide some. */
    private static final int MOST = 500;

    private final RepositoryService repository;
    private final RuntimeService runtime;

    DeployedModels(RepositoryService repository, RuntimeService runtime) {
        this.repository = repository;
        this.runtime = runtime;
    }

    /** @param label the key, with the version in brackets when it isn't the newest */
    record Model(String processKey, String label, BpmnModelInstance content) {}

    /** A new version doesn't strand those who run: what their version calls must still be there. */
    List<Model> running() {
        Set<String> newest = repository.createProcessDefinitionQuery().latestVersion().listPage(0, MOST).stream()
                .map(ProcessDefinition::getId)
                .collect(Collectors.toSet());
        List<Model> models = new ArrayList<>();
        for (ProcessDefinition definition : repository
                .createProcessDefinitionQuery()
                .orderByProcessDefinitionKey()
                .asc()
                .orderByProcessDefinitionVersion()
                .desc()
                .listPage(0, MOST)) {
            String key = definition.getKey();
            if (newest.contains(definition.getId())) {
                models.add(new Model(key, key, repository.getBpmnModelInstance(definition.getId())));
            } else if (isRunning(definition)) {
                String label = key + " (" + definition.getVersion() + ")";
                models.add(new Model(key, label, repository.getBpmnModelInstance(definition.getId())));
            }
        }
        return models;
    }

    Set<String> userTasks() {
        Set<String> names = new TreeSet<>();
        running().forEach(model -> model.content()
                .getModelElementsByType(UserTask.class)
                .forEach(task -> names.add(model.processKey() + "/" + task.getId())));
        return names;
    }

    private boolean isRunning(ProcessDefinition definition) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionId(definition.getId())
                        .count()
                > 0;
    }
}
