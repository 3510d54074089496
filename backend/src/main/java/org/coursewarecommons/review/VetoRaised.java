package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A reviewer found a reason to stop; it counts only once a second person confirms it. */
public record VetoRaised(UUID submissionId, UUID taskId, String code, UUID personId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return submissionId;
    }
}
