package org.coursewarecommons.models;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
 * A real engine with the models deployed and one review at a time. Jobs run only when the test says so, which makes
 * every savepoint visible: what the test sees between two calls is what a crash would leave.
 */
final class ReviewEngine implements BeforeEachCallback, AfterEachCallback {

    static final String SUBMISSION = "0198c2a4-submission";

    private static final Map<Object, Object> BEANS = new HashMap<>();
    private static final ProcessEngine ENGINE = build();

    final ProcessEngine engine = ENGINE;
    RecordingSteps steps = new RecordingSteps();
    private final List<String> deployments = new ArrayList<>();
    private String instanceId = "";

    private static ProcessEngine build() {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:review-models;DB_CLOSE_DELAY=-1");
        // Full, so that a variable that should never be stored can't hide.
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
        steps = new RecordingSteps();
        BEANS.put("reviewSteps", steps);
        BEANS.put("reviewFacts", steps);
        BEANS.put("clocks", new FixedClocks());
        setTime(FixedClocks.START);
        deploy();
    }

    /** The present models, as the newest version. */
    void deploy() {
        var deployment = engine.getRepositoryService().createDeployment();
        ReviewModel.RESOURCES.forEach(deployment::addClasspathResource);
        deployments.add(deployment.deploy().getId());
    }

    /** The models of a version that was landed before, as the newest version. */
    void deployOld(String folder, String... files) {
        var deployment = engine.getRepositoryService().createDeployment();
        for (String file : files) {
            deployment.addClasspathResource(folder + "/" + file);
        }
        deployments.add(deployment.deploy().getId());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        deployments.forEach(id -> engine.getRepositoryService().deleteDeployment(id, true));
        deployments.clear();
        ClockUtil.reset();
    }

    void setTime(Instant now) {
        ClockUtil.setCurrentTime(Date.from(now));
    }

    /** As if the levels below that of the scope were behind it. */
    ProcessInstance start(String targetScope, String versionKind) {
        String level =
                switch (targetScope) {
                    case "SCHOOL" -> "L1";
                    case "COLLECTIVE" -> "L2";
                    default -> "L3";
                };
        return start(targetScope, versionKind, level, level);
    }

    ProcessInstance start(String targetScope, String versionKind, String firstLevel, String lastLevel) {
        steps.level = firstLevel;
        steps.lastLevel = lastLevel;
        ProcessInstance instance = engine.getRuntimeService()
                .startProcessInstanceByKey(
                        ReviewModel.PROCESS_KEY,
                        SUBMISSION,
                        Map.of(
                                ReviewModel.VARIABLE_SUBMISSION_ID, SUBMISSION,
                                ReviewModel.VARIABLE_TARGET_SCOPE, targetScope,
                                ReviewModel.VARIABLE_VERSION_KIND, versionKind));
        instanceId = instance.getId();
        return instance;
    }

    void send(String message) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(SUBMISSION)
                .correlate();
    }

    List<Task> tasks(String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instanceId)
                .taskDefinitionKey(key)
                .list();
    }

    /** Decides one open task of the key and leaves what follows to a job. */
    void decideOne(String key) {
        engine.getTaskService().complete(tasks(key).get(0).getId());
    }

    /** Decides all open tasks of the keys and runs what follows. */
    void decideAll(String... keys) {
        for (String key : keys) {
            tasks(key).forEach(task -> engine.getTaskService().complete(task.getId()));
        }
        settle();
    }

    /** Runs due jobs until none is left. */
    void settle() {
        for (List<Job> due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
            engine.getManagementService().executeJob(due.get(0).getId());
        }
    }

    List<Job> dueJobs() {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instanceId)
                .executable()
                .list();
    }

    /** The only job there is; more or fewer is an error of the test. */
    Job onlyJob() {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instanceId)
                .singleResult();
    }

    void run(Job job) {
        engine.getManagementService().executeJob(job.getId());
    }

    /** Runs the body in one engine transaction; another thread's work in it commits first. */
    <T> T inOneTransaction(Supplier<T> body) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration.getCommandExecutorTxRequired().execute(context -> body.get());
    }
}
