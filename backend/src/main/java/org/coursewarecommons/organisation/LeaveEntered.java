package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody will be away, or is.
 *
 * @param standInId gets their tasks; null when those go back to all
 * @param until the first day on which the person is back
 */
public record LeaveEntered(UUID leaveId, UUID personId, @Nullable UUID standInId, LocalDate from, LocalDate until)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return personId;
    }
}
