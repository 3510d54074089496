package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Most of the time for a task is over and its holder has not decided yet. */
public record TaskDueSoon(UUID taskId, UUID caseId, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
