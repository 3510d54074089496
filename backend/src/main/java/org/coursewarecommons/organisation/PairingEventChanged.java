package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A joint event of a pairing was planned, or somebody signed in. */
record PairingEventChanged(UUID eventId, UUID pairingId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return eventId;
    }
}
