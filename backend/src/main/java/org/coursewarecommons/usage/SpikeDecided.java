package org.coursewarecommons.usage;

import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * Somebody judged a day of unusual use.
 *
 * @param excluded its uses count in no later cleaning; false takes that back
 * @param revision how many decisions there are of this day by now
 */
public record SpikeDecided(UUID resourceId, LocalDate day, boolean excluded, long revision) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
