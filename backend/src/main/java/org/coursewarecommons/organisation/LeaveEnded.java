package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody is back, or does not go. */
public record LeaveEnded(UUID leaveId, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return personId;
    }
}
