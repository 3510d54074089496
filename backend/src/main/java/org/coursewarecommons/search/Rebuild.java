package org.coursewarecommons.search;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code search.rebuild}.
 *
 * @param generation that the new index will be
 * @param target name of the new index
 * @param source name of the index that is left
 * @param compare whether both are compared before the switch
 * @param cursor the scan is through up to this resource, itself included
 * @param total resources at the beginning
 * @param done how many have been looked at by the scan
 * @param refused how many the engine would not take
 * @param workMillis spent on scanning and catching up, all tries together
 * @param comparison JSON of an {@link IndexComparison.Result}
 * @param claim names the backend's turn; null when nobody is at it
 */
record Rebuild(
        UUID id,
        RebuildState state,
        RebuildPhase phase,
        long generation,
        String target,
        String source,
        boolean compare,
        @Nullable UUID cursor,
        long total,
        long done,
        long refused,
        long workMillis,
        @Nullable String comparison,
        OffsetDateTime requestedAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime switchedAt,
        @Nullable OffsetDateTime finishedAt,
        boolean cancelRequested,
        int attempts,
        @Nullable String lastError,
        @Nullable UUID claim) {}
