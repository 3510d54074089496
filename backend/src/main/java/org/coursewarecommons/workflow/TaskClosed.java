package org.coursewarecommons.workflow;

/**
 * A process waits no longer; told inside the engine's transaction.
 *
 * @param deleted true when the process took another way, false when the task was completed
 */
public record TaskClosed(String engineTaskId, boolean deleted) {}
