package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line or a row of bars, ready to be drawn. @param name what it shows, as a code */
@Schema(name = "ReportSeries", description = "Chart data / 图表数据")
record Chart(@Schema(maxLength = 60, example = "RETIRED") String name, @Size(max = 200) List<Point> points) {

    /** @param x a month, a class of values or a code @param y null: too few to be shown */
    @Schema(name = "ReportPoint")
    record Point(@Schema(maxLength = 60, example = "2026-03") String x, @Nullable Double y) {}
}
