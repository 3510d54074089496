package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;

/** How evenly the district's work reaches its schools (DOMAIN 5.1). @param schools how many it is about */
@Schema(name = "EquityReport", description = "Equity indicators / 均衡指标")
record EquityReport(
        @Schema(maxLength = 20, example = "2026S1") String term,
        @Schema(maxLength = 500) String measures,
        int schools,
        @Size(max = 20) List<Indicator> indicators)
        implements Tabular {

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "equity",
                        List.of("term", "id", "name", "part", "value", "previous", "available", "reason", "alert"))
                .note(measures);
        for (Indicator indicator : indicators) {
            table.row(
                    term,
                    indicator.id(),
                    indicator.name(),
                    null,
                    indicator.value(),
                    indicator.previous(),
                    indicator.available(),
                    indicator.reason(),
                    indicator.alert());
            indicator
                    .parts()
                    .forEach(part -> table.row(
                            term, indicator.id(), indicator.name(), part.key(), part.value(), null, true, null, null));
        }
        return table;
    }
}
