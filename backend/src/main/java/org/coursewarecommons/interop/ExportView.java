package org.coursewarecommons.interop;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export.
 *
 * @param resources how many are in it, like {@code versions}; 0 until it is DONE
 * @param filesLeftOut files that their check keeps back
 * @param size of the zip in bytes
 * @param expiresAt until when the zip can be fetched
 */
@Schema(name = "Export", description = "A bulk export / 批量导出")
record ExportView(
        UUID id,
        JobState state,
        ExportJob.Selection selection,
        int resources,
        int versions,
        int filesLeftOut,
        @Nullable Long size,
        @Size(min = 64, max = 64) @Nullable String sha256,
        @Size(max = 20) List<ImportView.RowError> errors,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        @Schema(description = "What the caller may do now / 可用操作") @Size(max = 5)
                List<@Size(max = 40) String> actions) {}
