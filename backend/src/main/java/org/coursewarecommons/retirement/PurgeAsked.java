package org.coursewarecommons.retirement;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody wants the bytes of a retired resource destroyed; a second person has to consent. */
public record PurgeAsked(UUID purgeId, UUID resourceId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return purgeId;
    }
}
