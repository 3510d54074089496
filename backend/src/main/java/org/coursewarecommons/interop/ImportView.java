package org.coursewarecommons.interop;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it is.
 *
 * @param state FAILED: the zip as a whole could not be worked with, {@code errors} say why
 * @param name of the zip
 * @param counts rows; all zero until the manifest was read
 */
@Schema(name = "Import", description = "A bulk import / 批量导入")
record ImportView(
        UUID id,
        JobState state,
        ImportMode mode,
        boolean dryRun,
        @Size(max = 255) String name,
        Counts counts,
        @Size(max = 20) List<RowError> errors,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Rows by state. @param finished all but the pending ones */
    @Schema(name = "ImportCounts")
    record Counts(int total, int finished, int pending, int valid, int done, int failed, int skipped) {

        static Counts of(Map<RowState, Integer> rows) {
            int pending = rows.getOrDefault(RowState.PENDING, 0);
            int total = rows.values().stream().mapToInt(Integer::intValue).sum();
            return new Counts(
                    total,
                    total - pending,
                    pending,
                    rows.getOrDefault(RowState.VALID, 0),
                    rows.getOrDefault(RowState.DONE, 0),
                    rows.getOrDefault(RowState.FAILED, 0),
                    rows.getOrDefault(RowState.SKIPPED, 0));
        }
    }

    /** @param column of the manifest; empty for the row or the zip as a whole */
    @Schema(name = "RowError")
    record RowError(@Size(max = 200) String column, @Size(max = 60) String code, @Size(max = 1000) String message) {}

    /**
     * A row of the ledger.
     *
     * @param number as a spreadsheet counts: the header is row 1
     * @param outcome CREATED, UPDATED, UNCHANGED, EXISTS or NOT_EDITABLE
     * @param notes what was taken over otherwise than it was given
     * @param recorded what the row says of its state elsewhere; only in a historic import
     */
    @Schema(name = "ImportRow", description = "A row of the ledger / 导入明细")
    record Row(
            int number,
            @Size(max = 200) String externalKey,
            @Size(max = 500) @Nullable String title,
            RowState state,
            @Size(max = 20) @Nullable String outcome,
            @Size(max = 300) List<RowError> errors,
            @Size(max = 300) List<RowError> notes,
            @Nullable UUID resourceId,
            @Nullable UUID versionId,
            @Nullable Recorded recorded,
            @Nullable Instant finishedAt) {}

    /** As the manifest gave it. */
    @Schema(name = "RecordedState")
    record Recorded(
            @Size(max = 100) @Nullable String state,
            @Size(max = 100) @Nullable String phase,
            @Size(max = 100) @Nullable String scope,
            @Size(max = 100) @Nullable String decision,
            @Size(max = 500) @Nullable String scenario) {}
}
