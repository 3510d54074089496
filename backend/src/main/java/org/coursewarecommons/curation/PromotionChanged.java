package org.coursewarecommons.curation;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;

/** People decided on a proposal to recommend a resource, or what followed from it. */
record PromotionChanged(UUID resourceId, UUID promotionId, String term, String state, String cause)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return resourceId;
    }
}
