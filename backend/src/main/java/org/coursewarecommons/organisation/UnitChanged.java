package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A town, school, class, group or alliance was made, edited or closed. */
public record UnitChanged(UUID unitId, OrganisationUnit.Kind kind, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return unitId;
    }
}
