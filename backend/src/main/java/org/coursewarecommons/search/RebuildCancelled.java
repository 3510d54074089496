package org.coursewarecommons.search;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody called a rebuild off. */
public record RebuildCancelled(UUID rebuildId) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return rebuildId;
    }
}
