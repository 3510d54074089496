package org.coursewarecommons.evaluation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A term's evaluation went on; what a publication changes is told by {@link EffectsPublished} beside it.
 *
 * @param cause started, cleaned, computed, restated, published or shadow-read
 */
public record CycleChanged(UUID cycleId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return cycleId;
    }
}
