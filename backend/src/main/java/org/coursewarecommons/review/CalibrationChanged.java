package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A calibration began or was closed.
 *
 * @param cause begun or closed
 * @param sheets how many were asked for, or are missing at the end
 */
public record CalibrationChanged(UUID calibrationId, String form, String cause, int sheets) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return calibrationId;
    }
}
