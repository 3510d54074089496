package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * The process took another way, so the task is gone.
 *
 * @param holderId who worked on it, and whose half-filled form is kept; null when nobody had taken it
 */
public record TaskDropped(UUID taskId, UUID caseId, @Nullable UUID holderId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
