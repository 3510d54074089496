package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sheets of one round come to: the inputs of decision table DT-R4. A role's score is the mean of its forms;
 * two forms that differ widely are averaged like any others, since convergence and a third reviewer (DT-R3) are steps
 * of the process that decide which forms count.
 */
class RoundResult {

    private final List<ScoreSheet> sheets;
    private final Map<String, Rubric> rubrics;

    /** @param rubrics by form */
    RoundResult(List<ScoreSheet> sheets, Map<String, Rubric> rubrics) {
        this.sheets = List.copyOf(sheets);
        this.rubrics = Map.copyOf(rubrics);
    }

    /** Mean of each role's forms, by form. */
    Map<String, BigDecimal> roleScores() {
        Map<String, List<BigDecimal>> byForm = new TreeMap<>();
        sheets.forEach(sheet ->
                byForm.computeIfAbsent(sheet.form(), form -> new ArrayList<>()).add(sheet.formScore()));
        Map<String, BigDecimal> means = new TreeMap<>();
        byForm.forEach((form, scores) -> means.put(form, mean(scores)));
        return means;
    }

    /** The lowest of the role scores; 0 without any. */
    BigDecimal minRoleScore() {
        return roleScores().values().stream().min(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
    }

    /** Weighted mean of the role scores; the weight of a role that was not asked is spread over the others. */
    BigDecimal composite() {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> role : roleScores().entrySet()) {
            BigDecimal weight = rubrics.get(role.getKey()).weight();
            sum = sum.add(role.getValue().multiply(weight));
            weights = weights.add(weight);
        }
        return weights.signum() == 0 ? BigDecimal.ZERO : sum.divide(weights, FormScore.SCALE, RoundingMode.HALF_UP);
    }

    /** Any critical dimension with 2 or less. */
    boolean criticalFailed() {
        return sheets.stream().anyMatch(ScoreSheet::criticalFailed);
    }

    /** Every form of that kind passed; also when none was asked. */
    boolean passed(String form) {
        return sheets.stream().filter(sheet -> sheet.form().equals(form)).allMatch(ScoreSheet::passed);
    }

    private static BigDecimal mean(List<BigDecimal> scores) {
        return scores.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(scores.size()), FormScore.SCALE, RoundingMode.HALF_UP);
    }
}
