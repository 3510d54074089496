package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** The time for a task is over: it was taken from its holder, whose draft is kept, and is offered to all. */
public record TaskOverdue(UUID taskId, UUID caseId, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
