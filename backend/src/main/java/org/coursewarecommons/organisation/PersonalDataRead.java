package org.coursewarecommons.organisation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** All that is kept of a person was given out: to that person. */
public record PersonalDataRead(UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return personId;
    }
}
