package org.coursewarecommons.usage.feedback;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A message was written, sorted, answered, opened again or closed. @param state its state since then */
record MessageChanged(UUID messageId, String topic, String state) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return messageId;
    }
}
