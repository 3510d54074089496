package org.coursewarecommons.inspection;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** A file's check has come to its end. */
public record FileInspected(UUID fileId, InspectionState state) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return fileId;
    }
}
