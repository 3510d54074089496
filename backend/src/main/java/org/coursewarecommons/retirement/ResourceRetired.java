package org.coursewarecommons.retirement;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * A resource was retired: its tombstone stands from now on.
 *
 * @param decisionId the hearing or takedown; null for what was retired in another system
 */
public record ResourceRetired(UUID resourceId, UUID versionId, String reasonCode, @Nullable UUID decisionId)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
