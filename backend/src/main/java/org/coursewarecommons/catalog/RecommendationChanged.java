package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A resource is recommended from now on, or no longer. @param cause confirmed, withdrawn or ended */
public record RecommendationChanged(UUID resourceId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
