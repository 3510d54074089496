package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody gave a task back to all. */
public record TaskReleased(UUID taskId, UUID caseId, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
