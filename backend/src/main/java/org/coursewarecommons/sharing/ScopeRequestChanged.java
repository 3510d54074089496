package org.coursewarecommons.sharing;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A request for a wider scope went on.
 *
 * @param state CONSENT, REVIEW, WIDENED, REFUSED or WITHDRAWN
 * @param cause what made it so
 */
public record ScopeRequestChanged(UUID requestId, UUID resourceId, String state, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
