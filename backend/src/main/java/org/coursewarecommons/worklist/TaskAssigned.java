package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** The rules of assignment gave an open task to somebody, who may give it back. */
public record TaskAssigned(UUID taskId, UUID caseId, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
