package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/**
 * Whether reviewers' scores foretell the later use effect: rank correlations between scores and the term's published index.
 *
 * @param leastItems rows about fewer items show no figures
 * @param rows the composite first, then each form, then each criterion
 * @param series mean index by class of composite, ten points wide
 */
@Schema(name = "ReviewEffectReport", description = "Review scores against later effect / 评审得分与使用效果")
record ReviewEffectReport(
        @Schema(maxLength = 20, example = "2025S2") String term,
        @Schema(maxLength = 500) String measures,
        int leastItems,
        @Size(max = 100) List<Row> rows,
        @Size(max = 10) List<Chart> series)
        implements Tabular {

    /**
     * @param of COMPOSITE, the letter of a form (E, T, X) or a criterion (E1)
     * @param items with both a score and an index
     * @param meanScore points of 100 for composite and forms, 1–5 for criteria
     * @param correlation Spearman's, -1 to 1; null for too few items or where all have the same score
     */
    @Schema(name = "ReviewEffect")
    record Row(
            @Schema(maxLength = 20, example = "E1") String of,
            int items,
            @Nullable Double meanScore,
            @Nullable Double meanEffect,
            @Nullable Double correlation,
            boolean hidden) {}

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "review-effect",
                        List.of("term", "of", "items", "mean_score", "mean_effect", "rank_correlation", "hidden"))
                .note(measures);
        rows.forEach(row -> table.row(
                term, row.of(), row.items(), row.meanScore(), row.meanEffect(), row.correlation(), row.hidden()));
        return table;
    }
}
