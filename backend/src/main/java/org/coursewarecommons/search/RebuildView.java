package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of the search index.
 *
 * @param index name of the new index
 * @param total resources when it began
 * @param done how many of them have been looked at
 * @param refused how many the engine would not take; they are tried again after the switch
 * @param documentsPerSecond while scanning and catching up; null before the first
 * @param comparison of the new index with the one before; null unless asked for, and until it is made
 * @param switchedAt since when the new index is fed and searched
 * @param error why it waits or was given up; null when it doesn't and wasn't
 * @param actions {@code cancel}, as long as that is possible
 */
@Schema(name = "IndexRebuild", description = "Rebuild of the search index / 重建索引")
record RebuildView(
        UUID id,
        RebuildState state,
        RebuildPhase phase,
        @Schema(maxLength = 200) String index,
        long total,
        long done,
        long refused,
        @Nullable Double documentsPerSecond,
        IndexComparison.@Nullable Result comparison,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant switchedAt,
        @Nullable Instant finishedAt,
        @Nullable @Schema(maxLength = 500) String error,
        @Schema(maxLength = 1) List<String> actions) {

    static RebuildView of(Rebuild rebuild, IndexComparison.@Nullable Result comparison) {
        boolean cancellable =
                rebuild.state() == RebuildState.RUNNING && rebuild.switchedAt() == null && !rebuild.cancelRequested();
        return new RebuildView(
                rebuild.id(),
                rebuild.state(),
                rebuild.phase(),
                rebuild.target(),
                rebuild.total(),
                rebuild.done(),
                rebuild.refused(),
                rebuild.workMillis() == 0 ? null : Math.round(rebuild.done() * 10_000.0 / rebuild.workMillis()) / 10.0,
                comparison,
                rebuild.requestedAt().toInstant(),
                instant(rebuild.startedAt()),
                instant(rebuild.switchedAt()),
                instant(rebuild.finishedAt()),
                rebuild.lastError(),
                cancellable ? List.of("cancel") : List.of());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
