package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/**
 * What pairings do (DOMAIN 5.2).
 *
 * @param weakSchools of the viewer's schools
 * @param weakSchoolsPaired those with a pairing in force at the end of the term, or today (PA1)
 * @param districtUptake mean of PA3 over all pairings of the district; null when there is nothing to use
 */
@Schema(name = "PairingReport", description = "Pairing aid / 结对帮扶成效")
record PairingReport(
        @Schema(maxLength = 20, example = "2026S1") String term,
        @Schema(maxLength = 500) String measures,
        int weakSchools,
        int weakSchoolsPaired,
        @Nullable Double pairingCover,
        @Nullable Double districtUptake,
        @Size(max = 1000) List<Pairing> items)
        implements Tabular {

    /** A school of the pairing. */
    @Schema(name = "PairingReportSchool")
    record School(UUID id, @Schema(maxLength = 20) String code, @Schema(maxLength = 200) String name) {}

    /**
     * One pairing. Figures of use are null when one of the schools is too small to be shown, or when there is nothing to
     * divide by.
     *
     * @param eventsPlanned PA2
     * @param eventsHeld PA2: both sides signed in
     * @param uptake PA3: the aided school's use of the lead's items over its opportunity (estimated)
     * @param uptakeBefore PA3 of the term before
     * @param jointItems PA4: published beyond a school, with authors of both
     * @param percentileChange PA5: of the aided school's use per teacher among all schools, against the term before
     * @param acceptanceChange PA5: of the rate of its submissions that were accepted, against the term before
     * @param newSharedItems PA5: its items published in the term that reach beyond it, less those of the term before
     * @param subjectEvents PA6: share of the held events in the pairing's subject
     * @param subjectUptake PA6: share of the use in the pairing's subject
     * @param subjectItems PA6: share of the joint items in the pairing's subject
     * @param reciprocity PA7: the lead's use of the aided school's items, in teacher-weeks
     * @param askTownCoordinator held less than half of what was planned, or below the district's mean in two terms
     */
    @Schema(name = "PairingFigures")
    record Pairing(
            UUID id,
            School leadSchool,
            School aidedSchool,
            @Schema(maxLength = 20) @Nullable String subject,
            long eventsPlanned,
            long eventsHeld,
            @Nullable Double activity,
            @Nullable Double uptake,
            @Nullable Double uptakeBefore,
            long jointItems,
            @Nullable Double percentileChange,
            @Nullable Double acceptanceChange,
            long newSharedItems,
            @Nullable Double subjectEvents,
            @Nullable Double subjectUptake,
            @Nullable Double subjectItems,
            @Nullable Double reciprocity,
            boolean hidden,
            boolean askTownCoordinator) {}

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                        "pairings",
                        List.of(
                                "term",
                                "lead_code",
                                "lead_name",
                                "aided_code",
                                "aided_name",
                                "subject",
                                "pa2_planned",
                                "pa2_held",
                                "pa2_activity",
                                "pa3_uptake",
                                "pa3_before",
                                "pa4_joint_items",
                                "pa5_percentile_change",
                                "pa5_acceptance_change",
                                "pa5_new_shared_items",
                                "pa6_events",
                                "pa6_uptake",
                                "pa6_items",
                                "pa7_reciprocity",
                                "hidden",
                                "ask_town_coordinator"))
                .note(measures);
        items.forEach(pairing -> table.row(
                term,
                pairing.leadSchool().code(),
                pairing.leadSchool().name(),
                pairing.aidedSchool().code(),
                pairing.aidedSchool().name(),
                pairing.subject(),
                pairing.eventsPlanned(),
                pairing.eventsHeld(),
                pairing.activity(),
                pairing.uptake(),
                pairing.uptakeBefore(),
                pairing.jointItems(),
                pairing.percentileChange(),
                pairing.acceptanceChange(),
                pairing.newSharedItems(),
                pairing.subjectEvents(),
                pairing.subjectUptake(),
                pairing.subjectItems(),
                pairing.reciprocity(),
                pairing.hidden(),
                pairing.askTownCoordinator()));
        return table;
    }
}
