package org.coursewarecommons.supply;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/** A commission was asked, accepted, declined, fulfilled or cancelled. */
record CommissionChanged(UUID commissionId, UUID schoolId, String state, @Nullable UUID resourceId)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return commissionId;
    }
}
