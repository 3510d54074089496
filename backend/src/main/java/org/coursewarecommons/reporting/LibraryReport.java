package org.coursewarecommons.reporting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the shelf in a term, of the viewer's schools' items.
 *
 * @param counts by kind
 * @param reasons why items were retired, by reason code
 * @param changes in their order; at most 1,000 in JSON, all in CSV
 * @param changeCount how many there are
 * @param series by month, one of each kind
 */
@Schema(name = "LibraryReport", description = "What entered, improved, was promoted, retired, restored / 馆藏变化")
record LibraryReport(
        @Schema(maxLength = 20, example = "2025S2") String term,
        @Schema(maxLength = 500) String measures,
        @Size(max = 10) Map<String, Long> counts,
        @Size(max = 30) Map<String, Long> reasons,
        @Size(max = 1000) List<Change> changes,
        int changeCount,
        @Size(max = 10) List<Chart> series,
        @JsonIgnore List<Change> every)
        implements Tabular {

    /** What can happen. */
    @Schema(enumAsRef = true)
    enum Happening {
        /** Published for the first time. */
        ENTERED,
        /** A new version of it was published. */
        IMPROVED,
        /** The term's evaluation recommends it. */
        PROMOTED,
        RETIRED,
        RESTORED
    }

    /**
     * @param title empty where a tombstone must not show it
     * @param reason code of the reason for which it was retired; else null
     * @param effect published index, of what was promoted
     */
    @Schema(name = "LibraryChange")
    record Change(
            Happening kind,
            Instant at,
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 20) @Nullable String subject,
            @Schema(maxLength = 20, example = "JHS-005") String schoolCode,
            @Schema(maxLength = 30, example = "LOW_VALUE") @Nullable String reason,
            @Nullable Double effect) {}

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "library-changes",
                        List.of("term", "kind", "at", "resource_id", "title", "subject", "school", "reason", "effect"))
                .note(measures);
        every.forEach(change -> table.row(
                term,
                change.kind().name(),
                change.at().toString(),
                change.resourceId(),
                change.title(),
                change.subject(),
                change.schoolCode(),
                change.reason(),
                change.effect()));
        return table;
    }
}
