package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/** A coordinator gave a task to somebody; the reason is kept with the task. */
public record TaskReassigned(UUID taskId, UUID caseId, @Nullable UUID fromId, UUID toId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
