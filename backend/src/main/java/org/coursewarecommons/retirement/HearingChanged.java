package org.coursewarecommons.retirement;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A hearing went on.
 *
 * @param state PROPOSED, NOTICE, COMMITTEE, DECIDED, APPEAL, EXECUTION, RETIRED, NARROWED, REVISING, KEPT, REVERSED,
 *     DISMISSED, LAPSED or RESTORED
 */
public record HearingChanged(UUID hearingId, UUID resourceId, String state, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return hearingId;
    }
}
