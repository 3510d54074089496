package org.coursewarecommons.usage;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** An error in a resource was confirmed or is fixed. @param defect CONFIRMED, FIXED or NONE */
public record DefectChanged(UUID resourceId, UUID messageId, String defect) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
