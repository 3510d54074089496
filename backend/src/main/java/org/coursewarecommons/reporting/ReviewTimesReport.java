package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long reviews of submissions made in the term take, in calendar days.
 *
 * @param hidden the viewer's schools have too few teachers together; then there are no items
 */
@Schema(name = "ReviewTimesReport", description = "Review times / 审核用时")
record ReviewTimesReport(
        @Schema(maxLength = 20, example = "2026S1") String term,
        @Schema(maxLength = 500) String measures,
        boolean hidden,
        @Size(max = 100) List<Item> items) {

    /**
     * @param area of the author's school; null: all
     * @param level L1, L2 or L3, the last one reached; null: all
     * @param open not decided yet, or back at the author
     * @param medianDays from submission to decision
     * @param slowDays nine in ten took less
     */
    @Schema(name = "ReviewTimes")
    record Item(
            @Nullable Area area,
            @Schema(maxLength = 2) @Nullable String level,
            long submissions,
            long decided,
            long open,
            @Nullable Double medianDays,
            @Nullable Double slowDays) {}

    CsvTable table() {
        CsvTable table =
                new CsvTable("term", "area", "level", "submissions", "decided", "open", "median_days", "slow_days");
        items.forEach(item -> table.row(
                term,
                item.area() == null ? null : item.area().name(),
                item.level(),
                item.submissions(),
                item.decided(),
                item.open(),
                item.medianDays(),
                item.slowDays()));
        return table;
    }
}
