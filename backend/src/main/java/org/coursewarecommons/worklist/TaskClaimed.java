package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody took a task. */
public record TaskClaimed(UUID taskId, UUID caseId, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
