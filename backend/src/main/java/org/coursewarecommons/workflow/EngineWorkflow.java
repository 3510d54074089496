package org.coursewarecommons.workflow;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@link Workflow} on Camunda 7, whose exceptions end here. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class EngineWorkflow implements Workflow {

    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");
    /** Processes of one key and business key; there is one, or a second that came after it. */
    private static final int MOST_OF_A_KEY = 10;

    private static final String FOREIGN_KEY = "23503";
    private static final String ENGINE_KEY = "act_fk_";

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final DecisionService decisions;
    private final DeployedModels models;
    private final Diagrams diagrams;

    EngineWorkflow(
            RuntimeService runtime,
            TaskService tasks,
            DecisionService decisions,
            DeployedModels models,
            Diagrams diagrams) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.decisions = decisions;
        this.models = models;
        this.diagrams = diagrams;
    }

    @Override
    public void start(String processKey, String businessKey, Map<String, Object> variables) {
        translating(() -> runtime.startProcessInstanceByKey(processKey, businessKey, variables));
    }

    @Override
    public void startAt(String processKey, String elementId, String businessKey, Map<String, Object> variables) {
        translating(() -> runtime.createProcessInstanceByKey(processKey)
                .businessKey(businessKey)
                .setVariables(variables)
                .startBeforeActivity(elementId)
                .execute());
    }

    /** Correlates to all, since "none" must be an answer here: an exception would doom the caller's transaction. */
    @Override
    public boolean correlate(String message, String businessKey) {
        return translating(() -> !runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .correlateAllWithResult()
                .isEmpty());
    }

    @Override
    public boolean correlate(String message, String businessKey, Map<String, Object> variables) {
        return translating(() -> !runtime.createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .setVariables(variables)
                .correlateAllWithResult()
                .isEmpty());
    }

    @Override
    public void startByMessage(String message, String businessKey, Map<String, Object> variables) {
        translating(() -> runtime.startProcessInstanceByMessage(message, businessKey, variables));
    }

    @Override
    public void cancel(String processKey, String businessKey, String reason) {
        translating(() -> {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(processKey)
                    .processInstanceBusinessKey(businessKey)
                    .listPage(0, MOST_OF_A_KEY)
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), reason));
            return true;
        });
    }

    @Override
    public void complete(String engineTaskId) {
        translating(() -> {
            tasks.complete(engineTaskId);
            return true;
        });
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> diagram(String processKey, String businessKey) {
        return diagrams.svg(processKey, businessKey);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, Object> decide(String table, Map<String, Object> inputs) {
        DmnDecisionResult result = translating(
                () -> decisions.evaluateDecisionByKey(table).variables(inputs).evaluate());
        if (result.size() != 1) {
            throw new IllegalStateException(result.size() + " rows of " + table + " fit " + inputs);
        }
        return result.get(0).getEntryMap();
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Set<String> userTasks() {
        return models.userTasks();
    }

    static <T> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (OptimisticLockingException lost) {
            throw new OptimisticLockingFailureException("the process was moved by somebody else", lost);
        } catch (ProcessEngineException failed) {
            throw translated(failed);
        }
    }

    /** One who ends a process while another opens a branch of it finds the branch by the engine's own foreign keys. */
    private static boolean isLostRace(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return LOST_RACES.contains(state)
                || state.equals(FOREIGN_KEY)
                        && String.valueOf(failed.getMessage()).contains(ENGINE_KEY);
    }

    /** What a step threw is what the caller should see, not the engine's wrapping of it. */
    private static RuntimeException translated(ProcessEngineException failed) {
        for (@Nullable Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException || cause instanceof ConcurrencyFailureException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof OptimisticLockingException) {
                return new OptimisticLockingFailureException("the process was moved by somebody else", failed);
            }
            if (cause instanceof SQLException sql && isLostRace(sql)) {
                return new CannotAcquireLockException("the database ended one of two colliding changes", failed);
            }
        }
        return new IllegalStateException("a process could not run on: " + failed.getMessage(), failed);
    }
}
