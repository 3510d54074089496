package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looked at a published file through our door, in the page, without saving it.
 *
 * @param actorId person or school client
 * @param schoolId to whom the use is booked; null for staff of the district
 * @param client true for a school's system, false for a person
 * @param fraction of its bytes up to where it was sent, 0–1
 */
public record FileShown(
        UUID resourceId,
        UUID versionId,
        UUID fileId,
        UUID actorId,
        @Nullable UUID schoolId,
        boolean client,
        double fraction)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
