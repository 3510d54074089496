package org.coursewarecommons.interop;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** An import is over. @param state DONE or FAILED; @param done rows, like {@code failed} and {@code skipped} */
public record ImportFinished(UUID importId, String state, int done, int failed, int skipped) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return importId;
    }
}
