package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** The process took another way, so the task is gone. */
public record TaskDropped(UUID taskId, UUID caseId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
