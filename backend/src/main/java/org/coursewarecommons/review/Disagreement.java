package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * How far the sheets of one role lie apart: the inputs of decision table DT-R3.
 *
 * @param forms how many sheets stand
 * @param gap highest less lowest form score, 0–100
 * @param criticalSplit they differ on a critical dimension: one failed it and another did not, or 2 and more between
 * @param passSplit one form passed, another did not
 */
record Disagreement(int forms, BigDecimal gap, boolean criticalSplit, boolean passSplit) {

    private static final int POOR = 2;
    private static final int WIDE = 2;

    static Disagreement among(List<ScoreSheet> sheets, Rubric rubric) {
        List<BigDecimal> scores = sheets.stream().map(ScoreSheet::formScore).toList();
        BigDecimal gap = scores.isEmpty()
                ? BigDecimal.ZERO
                : scores.stream()
                        .max(Comparator.naturalOrder())
                        .orElseThrow()
                        .subtract(scores.stream().min(Comparator.naturalOrder()).orElseThrow());
        boolean criticalSplit = rubric.dimensions().stream()
                .filter(Rubric.Dimension::critical)
                .anyMatch(dimension -> isSplit(sheets, dimension));
        boolean passSplit = sheets.stream().map(ScoreSheet::passed).distinct().count() > 1;
        return new Disagreement(sheets.size(), gap, criticalSplit, passSplit);
    }

    private static boolean isSplit(List<ScoreSheet> sheets, Rubric.Dimension dimension) {
        IntSummaryStatistics scores = sheets.stream()
                .map(sheet -> sheet.scores().get(dimension.id()))
                .filter(score -> score != null)
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return scores.getCount() > 1
                && (scores.getMin() <= POOR && scores.getMax() > POOR || scores.getMax() - scores.getMin() >= WIDE);
    }
}
