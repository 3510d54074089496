package org.coursewarecommons.reporting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/**
 * Who gives and who takes.
 *
 * @param cleanUse teacher-weeks of all rows, hidden ones included
 * @param parties each with what it gave and took, most giving first
 * @param rows from the author's side to the user's, most used first; at most 1,000 in JSON, all in CSV
 * @param rowCount how many rows there are
 * @param every all of them, for the table
 */
@Schema(name = "SharingFlowReport", description = "Who gives and who takes / 共享流向")
record FlowReport(
        @Schema(maxLength = 20, example = "2026S1") String term,
        @Schema(maxLength = 500) String measures,
        By by,
        double cleanUse,
        @Schema(description = "Used outside the author's school / 跨校占比") @Nullable Double crossSchoolShare,
        @Schema(description = "Used outside the author's collectives / 跨集团占比") @Nullable Double crossCollectiveShare,
        @Schema(description = "Of rural use, the part from urban authors / 乡村使用中来自城区的占比") @Nullable
                Double urbanToRuralShare,
        @Size(max = 1000) List<Balance> parties,
        @Size(max = 1000) List<Row> rows,
        int rowCount,
        @JsonIgnore List<Row> every)
        implements Tabular {

    /** What the rows put together. */
    @Schema(enumAsRef = true)
    enum By {
        AREA,
        TOWN,
        COLLECTIVE,
        SCHOOL
    }

    /** A class of places, a town, a collective or a school. @param id null for a class of places */
    @Schema(name = "FlowParty")
    record Party(@Nullable UUID id, @Schema(maxLength = 20) String code, @Schema(maxLength = 200) String name) {}

    /**
     * @param given use of its work by others
     * @param taken its use of others' work
     * @param within its use of its own work
     */
    @Schema(name = "FlowBalance")
    record Balance(
            Party party, @Nullable Double given, @Nullable Double taken, @Nullable Double within, boolean hidden) {}

    /** @param hidden a school is too small to be shown alone; then there are no numbers */
    @Schema(name = "FlowRow")
    record Row(Party from, Party to, @Nullable Double cleanUse, @Nullable Double share, boolean hidden) {}

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "sharing-flow",
                        List.of("term", "from_code", "from_name", "to_code", "to_name", "clean_use", "share", "hidden"))
                .note(measures);
        every.forEach(row -> table.row(
                term,
                row.from().code(),
                row.from().name(),
                row.to().code(),
                row.to().name(),
                row.cleanUse(),
                row.share(),
                row.hidden()));
        return table;
    }
}
