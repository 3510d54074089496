package org.coursewarecommons.takedown;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A suspension began, was told to the committee, was decided or ended. @param cause which of them */
record TakedownChanged(UUID resourceId, UUID suspensionId, String state, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
