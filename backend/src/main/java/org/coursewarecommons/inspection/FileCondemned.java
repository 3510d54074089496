package org.coursewarecommons.inspection;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A file that had passed is known to be dangerous now: told in the transaction that records it, after which nobody gets
 * its bytes any more.
 *
 * @param sha256 of the bytes that were looked at
 */
public record FileCondemned(UUID fileId, String sha256) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return fileId;
    }
}
