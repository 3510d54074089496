package org.coursewarecommons.catalog;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A book, an edition or a standard is no longer adopted, or is so again. */
record AdoptionChanged(UUID endId, String taxonomy, String code, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return endId;
    }
}
