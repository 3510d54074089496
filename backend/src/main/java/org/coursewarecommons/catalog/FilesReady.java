package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Every file of a version has been checked; the version's row is locked by the transaction that tells it. */
public record FilesReady(UUID resourceId, UUID versionId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
