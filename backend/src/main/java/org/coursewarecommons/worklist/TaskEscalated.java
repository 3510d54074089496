package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Half as much time again has passed and a task is still not done: somebody above must look. */
public record TaskEscalated(UUID taskId, UUID caseId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
