package org.coursewarecommons.sharing;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A collection was made, edited or taken away.
 *
 * @param cause made, edited, members, items or deleted
 */
public record CollectionChanged(UUID collectionId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return collectionId;
    }
}
