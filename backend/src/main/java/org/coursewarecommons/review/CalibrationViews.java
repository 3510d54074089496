package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.review.Calibrations.Sheet;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calibrations as coordinators see them. */
@Component
class CalibrationViews {

    private static final int DECIMALS = 2;

    private final Calibrations calibrations;
    private final People people;

    CalibrationViews(Calibrations calibrations, People people) {
        this.calibrations = calibrations;
        this.people = people;
    }

    /**
     * @param referenceScore what the known answer comes to, points of 100
     * @param asked how many reviewers
     * @param answered how many sheets are in
     * @param deviation mean amount by which they differ from the known score; null without a sheet
     * @param closedAt null as long as sheets are waited for
     */
    @Schema(name = "Calibration", description = "评分校准")
    record Item(
            UUID id,
            @Schema(maxLength = 7, example = "2026-05") String month,
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 5, example = "E") String form,
            int rubricVersion,
            BigDecimal referenceScore,
            int asked,
            int answered,
            @Nullable BigDecimal deviation,
            Instant due,
            Instant createdAt,
            @Nullable Instant closedAt) {}

    /**
     * @param scores the known answer
     * @param reason why it is the right one
     */
    @Schema(name = "CalibrationDetail", description = "校准结果")
    record Detail(
            Item calibration,
            @Size(max = 20) Map<@Size(max = 10) String, Integer> scores,
            @Size(max = 20) List<@Size(max = 10) String> notApplicable,
            @Schema(maxLength = 4000) String reason,
            @Size(max = 1000) List<Answer> sheets) {}

    /**
     * @param deviation own score less the known one; null until answered
     * @param differences of each dimension that both scored
     */
    @Schema(name = "CalibrationSheet", description = "校准评分")
    record Answer(
            UUID personId,
            @Schema(maxLength = 200) String name,
            @Nullable BigDecimal formScore,
            @Nullable BigDecimal deviation,
            @Size(max = 20) Map<@Size(max = 10) String, Integer> differences,
            @Nullable Decision sheet,
            @Nullable Instant decidedAt) {}

    Map<UUID, Item> items(List<Calibration> of) {
        Map<UUID, List<Sheet>> sheets = calibrations
                .sheets(of.stream().map(Calibration::id).toList())
                .stream()
                .collect(Collectors.groupingBy(Sheet::calibrationId));
        return of.stream()
                .collect(Collectors.toMap(Calibration::id, it -> item(it, sheets.getOrDefault(it.id(), List.of()))));
    }

    Detail detail(Calibration it) {
        List<Sheet> sheets = calibrations.sheets(List.of(it.id()));
        Map<UUID, PersonSummary> names =
                people.byIds(sheets.stream().map(Sheet::reviewerId).toList());
        return new Detail(
                item(it, sheets),
                it.scores(),
                it.notApplicable(),
                it.reason(),
                sheets.stream()
                        .map(sheet -> answer(it, sheet, names.get(sheet.reviewerId())))
                        .toList());
    }

    private static Item item(Calibration it, List<Sheet> sheets) {
        List<BigDecimal> amounts = sheets.stream()
                .map(Sheet::formScore)
                .filter(Objects::nonNull)
                .map(score -> score.subtract(it.referenceScore()).abs())
                .toList();
        return new Item(
                it.id(),
                YearMonth.from(it.month()).toString(),
                it.resourceId(),
                it.title(),
                it.form(),
                it.rubricVersion(),
                rounded(it.referenceScore()),
                sheets.size(),
                amounts.size(),
                amounts.isEmpty()
                        ? null
                        : amounts.stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .divide(BigDecimal.valueOf(amounts.size()), DECIMALS, RoundingMode.HALF_UP),
                it.due(),
                it.createdAt(),
                it.closedAt());
    }

    private static Answer answer(Calibration it, Sheet sheet, @Nullable PersonSummary person) {
        Map<String, Integer> differences = new HashMap<>();
        Decision decision = sheet.decision();
        if (decision != null) {
            it.scores().forEach((dimension, known) -> {
                Integer own = decision.scores().get(dimension);
                if (own != null) {
                    differences.put(dimension, own - known);
                }
            });
        }
        BigDecimal score = sheet.formScore();
        return new Answer(
                sheet.reviewerId(),
                person == null ? "" : person.name(),
                score == null ? null : rounded(score),
                score == null ? null : rounded(score.subtract(it.referenceScore())),
                differences,
                decision,
                sheet.decidedAt());
    }

    private static BigDecimal rounded(BigDecimal score) {
        return score.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
