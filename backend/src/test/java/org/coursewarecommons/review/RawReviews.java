package org.coursewarecommons.review;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.engine.task.Task;
import org.coursewarecommons.TestStack;
import org.coursewarecommons.models.ReviewModel;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * The engine alone: the same models with the same settings in a schema of its own of the same database, and beans that
 * answer from memory at once. What it does in a second is what a system on this engine could do at most.
 */
final class RawReviews implements AutoCloseable {

    private static final int TRIES = 4;

    final HikariDataSource pool = new HikariDataSource();
    final ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
    final ProcessEngine engine;

    RawReviews(ProcessEngineConfigurationImpl ours) {
        TestStack stack = TestStack.get();
        String url = stack.property("spring.datasource.url");
        pool.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "currentSchema=raw");
        pool.setUsername(stack.property("spring.datasource.username"));
        pool.setPassword(stack.property("spring.datasource.password"));
        pool.setMaximumPoolSize(20);
        createTables();
        configuration.setProcessEngineName("raw");
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate("false");
        configuration.setHistory(ours.getHistoryLevel().getName());
        configuration.setCmmnEnabled(false);
        configuration.setStandaloneTasksEnabled(false);
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        configuration.setFailedJobRetryTimeCycle(ours.getFailedJobRetryTimeCycle());
        configuration.setBeans(beans());
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setCorePoolSize(2);
        executor.setMaxPoolSize(4);
        executor.setWaitTimeInMillis(500);
        executor.setMaxWait(2000);
        configuration.setJobExecutor(executor);
        engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment();
        ReviewModel.RESOURCES.forEach(deployment::addClasspathResource);
        deployment.deploy();
    }

    /** By the engine's own scripts; its own look for tables would find those of the other schema. */
    private void createTables() {
        ResourceDatabasePopulator scripts = new ResourceDatabasePopulator();
        for (String part : List.of("engine", "history", "identity", "decision.engine", "decision.history")) {
            scripts.addScript(new ClassPathResource(
                    "org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"));
        }
        scripts.execute(pool);
    }

    private static Map<Object, Object> beans() {
        Map<Object, Object> beans = new HashMap<>();
        RawSteps steps = new RawSteps();
        beans.put("reviewSteps", steps);
        beans.put("reviewFacts", steps);
        beans.put("clocks", steps);
        return beans;
    }

    /** @return the business key */
    String start() {
        String key = UUID.randomUUID().toString();
        engine.getRuntimeService()
                .startProcessInstanceByKey(
                        ReviewModel.PROCESS_KEY,
                        key,
                        Map.of(
                                ReviewModel.VARIABLE_SUBMISSION_ID, key,
                                ReviewModel.VARIABLE_TARGET_SCOPE, "DISTRICT",
                                ReviewModel.VARIABLE_VERSION_KIND, "MAJOR"));
        return key;
    }

    /** All that are open. */
    List<String> tasks() {
        return engine.getTaskService().createTaskQuery().listPage(0, 5000).stream()
                .map(Task::getId)
                .toList();
    }

    void complete(String task) {
        for (int attempt = 1; ; attempt++) {
            try {
                engine.getTaskService().complete(task);
                return;
            } catch (OptimisticLockingException lost) {
                if (attempt == TRIES) {
                    throw lost;
                }
            }
        }
    }

    long running() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }

    /** Every answer that the models ask for, for a review that goes straight to its publication. */
    public static final class RawSteps {

        public boolean filesPending(String id) {
            return false;
        }

        public String checkItem(String id) {
            return "PASSED";
        }

        public int openRound(String id) {
            return 1;
        }

        public String enterLevel(String id) {
            return "L3";
        }

        public boolean lastLevel(String id) {
            return true;
        }

        public boolean contentChanged(String id) {
            return true;
        }

        public boolean technicianStands(String id) {
            return false;
        }

        public boolean technicianPassed(String id) {
            return true;
        }

        public int formCount(String id, String form) {
            return 2;
        }

        public double scoreGap(String id, String form) {
            return 0;
        }

        public boolean criticalSplit(String id, String form) {
            return false;
        }

        public boolean passSplit(String id, String form) {
            return false;
        }

        public boolean meetingNeeded(String id) {
            return false;
        }

        public boolean vetoRaised(String id) {
            return false;
        }

        public boolean hardVetoConfirmed(String id) {
            return false;
        }

        public boolean duplicateVetoConfirmed(String id) {
            return false;
        }

        public boolean fixableVetoConfirmed(String id) {
            return false;
        }

        public String ruling(String id) {
            return "NONE";
        }

        public boolean criticalFailed(String id) {
            return false;
        }

        public double minRoleScore(String id) {
            return 75;
        }

        public double composite(String id) {
            return 75;
        }

        public String rightsBasis(String id) {
            return "ORIGINAL";
        }

        public boolean rightsFile(String id) {
            return false;
        }

        public int completeness(String id) {
            return 90;
        }

        public boolean openReport(String id) {
            return false;
        }

        public boolean promised(String id) {
            return true;
        }

        public void accept(String id, String outcome) {}

        public Date due(String id, String task) {
            return Date.from(Instant.now().plus(Duration.ofDays(9)));
        }

        public Date end(String id, String task) {
            return due(id, task);
        }
    }
}
