package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/** A pairing of two schools was made, changed or ended. */
public record PairingChanged(
        UUID pairingId, UUID leadSchoolId, UUID aidedSchoolId, @Nullable String subject, String cause)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return pairingId;
    }
}
