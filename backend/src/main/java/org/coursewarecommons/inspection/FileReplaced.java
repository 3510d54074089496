package org.coursewarecommons.inspection;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A copy has taken a file's place: a photograph without the place where it was taken. Told in the transaction that
 * records it.
 *
 * @param sha256 of the copy, which lies in the store
 * @param size of the copy in bytes
 */
public record FileReplaced(UUID fileId, String sha256, long size) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return fileId;
    }
}
