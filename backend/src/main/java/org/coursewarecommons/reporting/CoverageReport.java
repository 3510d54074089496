package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/**
 * What is on the shelf today for each subject and grade, and in how many of these cells the viewer's schools used
 * something in the term.
 *
 * @param coverage share of the cells with an item for the whole district (EQ6)
 * @param usedByUrban share of the cells in which urban schools used something, and so on
 * @param emptySubjects subjects of the plan without any item for the whole district
 */
@Schema(name = "CoverageReport", description = "Coverage of subjects and grades / 学科年级覆盖")
record CoverageReport(
        @Schema(maxLength = 20, example = "2026S1") String term,
        @Schema(maxLength = 500) String measures,
        int cellCount,
        int covered,
        double coverage,
        double usedByUrban,
        double usedByTown,
        double usedByRural,
        @Size(max = 40) List<@Size(max = 20) String> emptySubjects,
        boolean alert,
        @Size(max = 200) List<Cell> cells)
        implements Tabular {

    /**
     * @param items that the whole district may use
     * @param anyScope items of any scope
     * @param priority how pressing it is to fill (EQ7); 0 when covered
     * @param use teacher-weeks of the viewer's schools; null when they are too small to be shown
     */
    @Schema(name = "CoverageCell")
    record Cell(
            @Schema(maxLength = 20) String subject,
            @Schema(maxLength = 100) String subjectName,
            @Schema(maxLength = 10) String grade,
            long items,
            long anyScope,
            boolean covered,
            boolean smallSubject,
            long openCommissions,
            double priority,
            @Nullable Double use,
            @Nullable Double ruralUse) {}

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "coverage",
                        List.of(
                                "term",
                                "subject",
                                "subject_name",
                                "grade",
                                "items",
                                "any_scope",
                                "covered",
                                "small_subject",
                                "open_commissions",
                                "priority",
                                "use",
                                "rural_use"))
                .note(measures);
        cells.forEach(cell -> table.row(
                term,
                cell.subject(),
                cell.subjectName(),
                cell.grade(),
                cell.items(),
                cell.anyScope(),
                cell.covered(),
                cell.smallSubject(),
                cell.openCommissions(),
                cell.priority(),
                cell.use(),
                cell.ruralUse()));
        return table;
    }
}
