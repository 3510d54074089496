package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A task opened for whoever may take it. */
public record TaskOffered(UUID taskId, UUID caseId, String kind, int round) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
