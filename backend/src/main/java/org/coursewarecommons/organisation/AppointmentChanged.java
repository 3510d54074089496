package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was appointed, or an appointment was changed or ended.
 *
 * @param cause made, changed, ended, suspended or reinstated
 * @param reason why, unless it was made or changed
 */
public record AppointmentChanged(UUID appointmentId, UUID personId, Role role, String cause, @Nullable String reason)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return personId;
    }
}
