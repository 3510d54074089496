package org.coursewarecommons.search;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody asked for a new index. */
public record RebuildStarted(UUID rebuildId, String target) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return rebuildId;
    }
}
