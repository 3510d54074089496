package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.jspecify.annotations.Nullable;

/**
 * A version on its way through the review.
 *
 * @param level where on the way to its target it stands, also while the author revises
 * @param phase FILES, CHECKS, L1, L2 or L3 while SUBMITTED
 * @param round from 1; 0 before the first
 * @param outcome of the last round, as the decision table names it
 * @param rubrics version of each form that it is scored with
 * @param authorDue until when the author may revise
 */
record Submission(
        UUID id,
        UUID resourceId,
        UUID versionId,
        String versionNumber,
        String versionKind,
        UUID ownerId,
        UUID schoolId,
        TargetScope target,
        Level level,
        State state,
        @Nullable String phase,
        int round,
        @Nullable String outcome,
        @Nullable BigDecimal composite,
        @Nullable String note,
        Map<String, Integer> rubrics,
        @Nullable Instant authorDue,
        Instant createdAt,
        Instant updatedAt) {

    /** Where a submission stands. */
    enum State {
        SUBMITTED,
        REVISION_REQUESTED,
        PUBLISHED,
        REJECTED,
        WITHDRAWN,
        /** A file failed its check; the version is a draft again. */
        RETURNED;

        boolean isOpen() {
            return this == SUBMITTED || this == REVISION_REQUESTED;
        }
    }

    /** The same, somewhere else on its way. */
    Submission at(Level there) {
        return new Submission(
                id,
                resourceId,
                versionId,
                versionNumber,
                versionKind,
                ownerId,
                schoolId,
                target,
                there,
                state,
                phase,
                round,
                outcome,
                composite,
                note,
                rubrics,
                authorDue,
                createdAt,
                updatedAt);
    }

    Level lastLevel() {
        return Level.of(target.level());
    }
}
