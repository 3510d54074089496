package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody put a published resource into a pack for lesson preparation.
 *
 * @param actorId person or school client
 * @param schoolId to whom the use is booked; null for staff of the district
 * @param client true for a school's system, false for a person
 */
public record ResourceCollected(UUID resourceId, UUID versionId, UUID actorId, @Nullable UUID schoolId, boolean client)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
