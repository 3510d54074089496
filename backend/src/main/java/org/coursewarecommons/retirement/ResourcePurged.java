package org.coursewarecommons.retirement;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** The bytes of a retired resource were given up for good. @param blobs how many nothing else consisted of */
public record ResourcePurged(UUID resourceId, UUID purgeId, int blobs) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
