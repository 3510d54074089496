package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A person asked to be forgotten and was: from now on the id leads to nobody. */
public record PersonErased(UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return personId;
    }
}
