package org.coursewarecommons.usage;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A rating was hidden, or what became of the appeal. @param what RATING or COMMENT */
record RatingModerated(UUID resourceId, UUID moderationId, String what, String state) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
