package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A task was decided; what was decided is the case's to tell. */
public record TaskDecided(UUID taskId, UUID caseId, String kind, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
