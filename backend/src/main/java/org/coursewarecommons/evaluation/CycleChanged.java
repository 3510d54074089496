package org.coursewarecommons.evaluation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A term's evaluation went on; when it was published, what search knows of every item's effect has changed.
 *
 * @param cause started, cleaned, computed, restated, published or shadow-read
 */
public record CycleChanged(UUID cycleId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return cycleId;
    }
}
