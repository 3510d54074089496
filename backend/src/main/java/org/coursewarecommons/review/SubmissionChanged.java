package org.coursewarecommons.review;

import java.util.UUID;
import org.coursewarecommons.shared.DomainEvent;
import org.jspecify.annotations.Nullable;

/**
 * A submission went a step further.
 *
 * @param state SUBMITTED, REVISION_REQUESTED, PUBLISHED, REJECTED, WITHDRAWN or RETURNED
 * @param outcome of a finished round, as the decision table names it
 */
public record SubmissionChanged(
        UUID submissionId, UUID resourceId, String state, int round, @Nullable String outcome, String cause)
        implements DomainEvent {

    @Override
    public UUID subjectId() {
        return submissionId;
    }
}
