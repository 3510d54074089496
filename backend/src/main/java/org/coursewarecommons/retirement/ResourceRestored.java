package org.coursewarecommons.retirement;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A retired resource was published again: its tombstone stands no more. @param versionId the new live version */
public record ResourceRestored(UUID resourceId, UUID versionId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
