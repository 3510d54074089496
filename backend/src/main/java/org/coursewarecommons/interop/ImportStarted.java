package org.coursewarecommons.interop;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody brought an import. @param mode NORMAL or HISTORIC; @param sha256 of the zip */
public record ImportStarted(UUID importId, String mode, boolean dryRun, String sha256) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return importId;
    }
}
