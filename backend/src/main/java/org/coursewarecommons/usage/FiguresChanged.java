package org.coursewarecommons.usage;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A resource was rated, so what search shows of it has changed. */
public record FiguresChanged(UUID resourceId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
