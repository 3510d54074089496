package org.coursewarecommons.models;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real engine with the models of one process and one case at a time. Jobs run only when the test says so: what it
 * sees between two calls is what a crash would leave.
 */
final class ModelEngine implements BeforeEachCallback, AfterEachCallback {

    static final String CASE = "0198c2a4-case";
    static final Instant START = Instant.parse("2026-07-10T00:00:00Z");

    private static final Map<Object, Object> BEANS = new HashMap<>();
    private static final ProcessEngine ENGINE = build();

    final ProcessEngine engine = ENGINE;
    private final List<String> resources;
    private final Map<String, Object> beans;
    private String deployment = "";
    private String instanceId = "";

    ModelEngine(List<String> resources, Map<String, Object> beans) {
        this.resources = resources;
        this.beans = beans;
    }

    private static ProcessEngine build() {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("models");
        configuration.setJdbcUrl("jdbc:h2:mem:models;DB_CLOSE_DELAY=-1");
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setJobExecutorActivate(false);
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setBeans(BEANS);
        return configuration.buildProcessEngine();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        // Classes of other models have engines of their own in this process.
        BpmnAwareTests.init(engine);
        BEANS.putAll(beans);
        setTime(START);
        var builder = engine.getRepositoryService().createDeployment();
        resources.forEach(builder::addClasspathResource);
        deployment = builder.deploy().getId();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        engine.getRepositoryService().deleteDeployment(deployment, true);
        ClockUtil.reset();
    }

    void setTime(Instant now) {
        ClockUtil.setCurrentTime(Date.from(now));
    }

    ProcessInstance start(String key, Map<String, Object> variables) {
        ProcessInstance instance = engine.getRuntimeService().startProcessInstanceByKey(key, CASE, variables);
        instanceId = instance.getId();
        return instance;
    }

    void send(String message) {
        send(message, Map.of());
    }

    /** Hands a message with variables to the case, and leaves what follows to a job. */
    void send(String message, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(CASE)
                .setVariables(variables)
                .correlate();
    }

    /** Starts a case by a message. */
    void startBy(String message, Map<String, Object> variables) {
        instanceId = engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(CASE)
                .setVariables(variables)
                .correlateStartMessage()
                .getId();
    }

    /** Whether the process has ended. */
    boolean ended() {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instanceId)
                        .count()
                == 0;
    }

    /** Ids of all elements that were reached and left, in any order. */
    List<String> passed() {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instanceId)
                .finished()
                .list()
                .stream()
                .map(activity -> activity.getActivityId())
                .toList();
    }

    List<Task> tasks(String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instanceId)
                .taskDefinitionKey(key)
                .list();
    }

    /** Decides all open tasks of the key and runs what follows. */
    void decideAll(String key) {
        tasks(key).forEach(task -> engine.getTaskService().complete(task.getId()));
        settle();
    }

    /** Runs due jobs until none is left. */
    void settle() {
        for (List<Job> due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
            run(due.get(0));
        }
    }

    List<Job> dueJobs() {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instanceId)
                .executable()
                .list();
    }

    void run(Job job) {
        engine.getManagementService().executeJob(job.getId());
    }

    /** Moves time behind a date and runs what is due then. */
    void pass(Instant date) {
        setTime(date.plusSeconds(1));
        settle();
    }
}
