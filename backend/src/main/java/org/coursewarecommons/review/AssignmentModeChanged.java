package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** From now on sheets are handed out in another way. @param mode OFFER or ASSIGN */
public record AssignmentModeChanged(UUID byId, String mode) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return byId;
    }
}
