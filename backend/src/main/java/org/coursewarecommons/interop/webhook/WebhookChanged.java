package org.coursewarecommons.interop.webhook;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/**
 * A subscription was made, changed, given a new secret, replayed, stopped or taken away.
 *
 * @param cause made, edited, rotated, replayed, disabled or deleted
 */
record WebhookChanged(UUID webhookId, String cause) implements DomainEvent {

    @Override
    public UUID subjectId() {
        return webhookId;
    }
}
