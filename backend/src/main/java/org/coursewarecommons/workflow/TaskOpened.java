package org.coursewarecommons.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process waits for somebody; told inside the engine's transaction.
 *
 * @param engineTaskId for {@link Workflow#complete}
 * @param taskKey the user task's id in the model
 * @param due null when the model sets no date
 */
public record TaskOpened(
        String engineTaskId, String processKey, String taskKey, String businessKey, @Nullable Instant due) {}
