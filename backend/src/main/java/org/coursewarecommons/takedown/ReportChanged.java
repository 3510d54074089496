package org.coursewarecommons.takedown;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A report was made or settled. @param byId who did that; null for the system */
record ReportChanged(
        UUID resourceId, UUID reportId, String reason, String state, @org.jspecify.annotations.Nullable UUID byId)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
