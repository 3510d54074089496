package org.coursewarecommons.interop;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** Somebody asked for an export. @param selection OWN, SCHOOL, DISTRICT or CHOSEN; @param chosen how many were named */
public record ExportStarted(UUID exportId, String selection, int chosen) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return exportId;
    }
}
