package org.coursewarecommons.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a version stood in the system it comes from.
 *
 * @param phase where inside SUBMITTED or PROBATION
 * @param recommended carried the 推荐 mark
 * @param createdAt null: now
 * @param publishedAt null for a version that never was published
 * @param outcome of the legacy decision, as the decision table names it; null when none is known
 */
public record RecordedState(
        VersionState state,
        @Nullable String phase,
        boolean recommended,
        @Nullable Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable String outcome) {}
