package org.coursewarecommons.workflow;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/** A person set a stuck process going again. @param cause why it had stopped */
public record JobRetried(UUID jobId, @Nullable String processKey, @Nullable String businessKey, @Nullable String cause)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return jobId;
    }
}
