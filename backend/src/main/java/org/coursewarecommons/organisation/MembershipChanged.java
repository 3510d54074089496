package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/** A school joined or left a group or alliance, or its part there changed. */
public record MembershipChanged(
        UUID collectiveId, UUID schoolId, String role, String cause, LocalDate from, @Nullable LocalDate until)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return collectiveId;
    }
}
