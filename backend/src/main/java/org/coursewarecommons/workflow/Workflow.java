package org.coursewarecommons.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * The process engine as the rest of the system sees it. Everything runs in the caller's transaction, which must exist:
 * a step that fails takes the whole change back.
 *
 * <p>Two callers who move the same process at the same moment collide; the loser gets a {@link
 * ConcurrencyFailureException} and may simply run again.
 */
public interface Workflow {

    /**
     * Starts the newest version of a process and runs it to its first wait states.
     *
     * @param businessKey what the process is about, for example a submission's id
     * @param variables ids and primitives only
     */
    void start(String processKey, String businessKey, Map<String, Object> variables);

    /**
     * Like {@link #start}, but begins before an element in the middle: for what was under way in another system.
     *
     * @param elementId as named in the model's constants
     */
    void startAt(String processKey, String elementId, String businessKey, Map<String, Object> variables);

    /** Hands a message to the process with this key. @return whether a process was waiting for it */
    boolean correlate(String message, String businessKey);

    /** The same, and sets variables of the process that waits. */
    boolean correlate(String message, String businessKey, Map<String, Object> variables);

    /** Starts the newest version of the process that begins with this message, and runs it to its first wait states. */
    void startByMessage(String message, String businessKey, Map<String, Object> variables);

    /** Ends the processes of this key where they stand: their tasks are closed, nothing of them runs on. */
    void cancel(String processKey, String businessKey, String reason);

    /** Ends a user task; the process runs on to its next savepoint. */
    void complete(String engineTaskId);

    /**
     * The picture of a process as SVG, with what is finished and what is going on; without marks when the engine has
     * forgotten it.
     */
    Optional<String> diagram(String processKey, String businessKey);

    /**
     * Asks a decision table in its newest version.
     *
     * @param inputs by name; all that the table knows
     * @return the outputs of the row that fits, by name
     * @throws IllegalStateException when none fits or several do
     */
    Map<String, Object> decide(String table, Map<String, Object> inputs);

    /** Every user task of the deployed models, as {@code processKey/taskKey}. */
    Set<String> userTasks();
}
