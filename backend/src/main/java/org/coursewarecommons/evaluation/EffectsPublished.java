package org.coursewarecommons.evaluation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * The results of a cycle were published, so that {@link EffectIndex} answers differently from now on, for as many
 * resources as the shelf has: listeners do no more in this transaction than to note it.
 *
 * @param term that was evaluated, for example {@code 2025S2}
 */
public record EffectsPublished(UUID cycleId, String term) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return cycleId;
    }
}
