package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/**
 * The published use effect of a term by group and alliance of the authors' schools.
 *
 * @param leastItems collectives with fewer judged items show counts alone
 * @param series mean index by collective
 */
@Schema(name = "EffectReport", description = "Use effect by group and alliance / 集团联盟使用效果")
record EffectReport(
        @Schema(maxLength = 20, example = "2025S2") String term,
        @Schema(maxLength = 500) String measures,
        int leastItems,
        @Size(max = 1000) List<Row> items,
        @Size(max = 10) List<Chart> series)
        implements Tabular {

    /**
     * A collective and what its schools made; null id for schools in none.
     *
     * @param judged items that the term's evaluation looked at
     * @param withIndex of them, those with enough evidence
     * @param mean of their index; null for too few
     * @param proposals how many items got which; empty for too few
     * @param given teacher-weeks of use by schools of other collectives
     * @param taken teacher-weeks in which its schools used others' work
     */
    @Schema(name = "CollectiveEffect")
    record Row(
            @Nullable UUID id,
            @Schema(maxLength = 20, example = "JT01") String code,
            @Schema(maxLength = 200) String name,
            @Schema(maxLength = 20, example = "GROUP") @Nullable String kind,
            int judged,
            int withIndex,
            @Nullable Double mean,
            @Nullable Double median,
            @Size(max = 20) Map<String, Long> proposals,
            double given,
            double taken,
            boolean hidden) {}

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "effect",
                        List.of(
                                "term",
                                "code",
                                "name",
                                "kind",
                                "judged",
                                "with_index",
                                "mean",
                                "median",
                                "promote",
                                "improve",
                                "nominate_retire",
                                "given",
                                "taken",
                                "hidden"))
                .note(measures);
        items.forEach(row -> table.row(
                term,
                row.code(),
                row.name(),
                row.kind(),
                row.judged(),
                row.withIndex(),
                row.mean(),
                row.median(),
                row.proposals().get("PROMOTE"),
                row.proposals().get("IMPROVE"),
                row.proposals().get("NOMINATE_RETIRE"),
                row.given(),
                row.taken(),
                row.hidden()));
        return table;
    }
}
