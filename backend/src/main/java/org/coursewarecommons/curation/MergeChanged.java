package org.coursewarecommons.curation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A merge was proposed, answered, withdrawn or carried out. @param intoId the resource that stays */
record MergeChanged(UUID resourceId, UUID mergeId, UUID intoId, String state) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
