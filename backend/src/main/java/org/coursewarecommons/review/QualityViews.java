package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.CsvTable;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;

/** What the figures of reviewing look like. Scores and deviations are points of 100, shares 0–1. */
final class QualityViews {

    private QualityViews() {}

    /**
     * @param flagLimit deviation above which a reviewer is flagged
     * @param flagReviews over so many last reviews
     */
    @Schema(name = "ReviewerQualityReport", description = "评审质量:按评审人")
    record Report(
            @Schema(maxLength = 6, example = "2025S1") String term,
            Instant from,
            Instant until,
            double flagLimit,
            int flagReviews,
            @Size(max = 5000) List<Reviewer> items)
            implements Tabular {

        @Override
        public CsvTable table() {
            CsvTable table = new CsvTable("reviewer-quality", Reviewer.HEADER);
            items.forEach(item -> table.row(item.row().toArray()));
            return table;
        }
    }

    /**
     * One person in one role.
     * @param appointed today
     * @param reviews first sheets handed in during the term
     * @param compared of them, those with another sheet of the role beside them
     * @param deviation mean of own score less the role's median: above 0 is milder than the others; null without a
     *     compared one
     * @param absoluteDeviation mean of its amount
     * @param thirdShare of compared sheets, how many led to a third reviewer
     * @param onTimeRate null when nothing had a date
     * @param calibration null when no calibration sheet was handed in
     * @param lastDeviation mean amount over the last reviews, whatever their term; null before there are enough
     * @param flagged a coordinator should look at it; nothing follows by itself
     */
    @Schema(name = "ReviewerQuality", description = "评审质量")
    record Reviewer(
            UUID personId,
            @Schema(maxLength = 200) String name,
            Role role,
            boolean appointed,
            int reviews,
            int compared,
            @Nullable Double deviation,
            @Nullable Double absoluteDeviation,
            @Nullable Double thirdShare,
            @Nullable Double onTimeRate,
            @Nullable CalibrationFigures calibration,
            @Nullable Double lastDeviation,
            boolean flagged) {

        static final List<String> HEADER = List.of(
                "personId",
                "name",
                "role",
                "appointed",
                "reviews",
                "compared",
                "deviation",
                "absoluteDeviation",
                "thirdShare",
                "onTimeRate",
                "calibrationSheets",
                "calibrationDeviation",
                "calibrationAbsoluteDeviation",
                "lastDeviation",
                "flagged");

        List<?> row() {
            return Arrays.asList(
                    personId,
                    name,
                    role,
                    appointed,
                    reviews,
                    compared,
                    deviation,
                    absoluteDeviation,
                    thirdShare,
                    onTimeRate,
                    calibration == null ? 0 : calibration.sheets(),
                    calibration == null ? null : calibration.deviation(),
                    calibration == null ? null : calibration.absoluteDeviation(),
                    lastDeviation,
                    flagged);
        }
    }

    /** @param deviation mean of own score less the known one */
    @Schema(name = "CalibrationFigures", description = "校准偏差")
    record CalibrationFigures(int sheets, double deviation, double absoluteDeviation) {}

    /** @param target alpha to reach */
    @Schema(name = "AgreementReport", description = "评审一致性")
    record AgreementReport(
            @Schema(maxLength = 6, example = "2025S1") String term,
            Instant from,
            Instant until,
            double target,
            @Size(max = 3) List<Agreement> items)
            implements Tabular {

        @Override
        public CsvTable table() {
            CsvTable table = new CsvTable("reviewer-agreement", Agreement.HEADER);
            items.forEach(item -> table.row(item.row().toArray()));
            return table;
        }
    }

    /**
     * How far reviewers of a role agree.
     * @param units levels of rounds that at least two of the role scored
     * @param sheets in them
     * @param alpha Krippendorff's, for interval data; null when there is nothing to compare
     * @param reached null without alpha
     */
    @Schema(name = "ReviewerAgreement", description = "Krippendorff alpha")
    record Agreement(
            Role role,
            @Schema(maxLength = 5, example = "E") String form,
            int units,
            int sheets,
            @Nullable Double alpha,
            @Nullable Boolean reached) {

        static final List<String> HEADER = List.of("role", "form", "units", "sheets", "alpha", "reached");

        List<?> row() {
            return Arrays.asList(role, form, units, sheets, alpha, reached);
        }
    }
}
