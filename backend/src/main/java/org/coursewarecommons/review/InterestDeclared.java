package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A reviewer stands back. @param about {@code resource:…}, {@code person:…} or {@code school:…} */
public record InterestDeclared(UUID interestId, UUID personId, String about) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return interestId;
    }
}
