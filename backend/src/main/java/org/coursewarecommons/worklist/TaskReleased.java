package org.coursewarecommons.worklist;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * A task went back from its holder to all.
 *
 * @param personId the holder
 * @param cause null when the holder gave it back
 */
public record TaskReleased(UUID taskId, UUID caseId, UUID personId, @Nullable HandoverCause cause)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return taskId;
    }
}
