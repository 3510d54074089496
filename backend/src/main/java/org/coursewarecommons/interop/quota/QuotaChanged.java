package org.coursewarecommons.interop.quota;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A system may ask more or less from now on. */
record QuotaChanged(UUID clientId, int perDay) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return clientId;
    }
}
