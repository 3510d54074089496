package org.coursewarecommons.curation;

import java.util.List;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;

/** The whole list, oldest first, to be sent to the city. */
record CityTable(List<CityRows.Row> rows) implements Tabular {

    private static final List<String> COLUMNS = List.of(
            "id", "resourceId", "title", "subject", "stage", "schoolId", "term", "ruei", "state", "proposedAt", "note");

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("city-proposals", COLUMNS);
        for (CityRows.Row row : rows) {
            table.row(
                    row.id(),
                    row.resourceId(),
                    row.title(),
                    row.subject(),
                    row.stage(),
                    row.schoolId(),
                    row.term(),
                    PromotionController.rounded(row.effect()),
                    row.state(),
                    row.proposedAt(),
                    row.note());
        }
        return table;
    }
}
