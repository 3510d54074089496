package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A list of the structure was read in. */
public record StructureImported(UUID importId, String kind, int created, int updated, int refused)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return importId;
    }
}
