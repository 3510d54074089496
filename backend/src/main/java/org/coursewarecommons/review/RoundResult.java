package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the sheets of one round come to: the inputs of decision table DT-R4. A role's score is the mean of its forms, or
 * the median once there are three; which forms there are, convergence and the third reviewer (DT-R3) have settled.
 */
class RoundResult {

    private static final int THREE = 3;

    private final List<ScoreSheet> sheets;
    private final Map<String, Rubric> rubrics;

    /** @param rubrics by form */
    RoundResult(List<ScoreSheet> sheets, Map<String, Rubric> rubrics) {
        this.sheets = List.copyOf(sheets);
        this.rubrics = Map.copyOf(rubrics);
    }

    /** Each role's score, by form. */
    Map<String, BigDecimal> roleScores() {
        Map<String, List<BigDecimal>> byForm = new TreeMap<>();
        sheets.forEach(sheet ->
                byForm.computeIfAbsent(sheet.form(), form -> new ArrayList<>()).add(sheet.formScore()));
        Map<String, BigDecimal> scoresOfRoles = new TreeMap<>();
        byForm.forEach(
                (form, scores) -> scoresOfRoles.put(form, scores.size() < THREE ? mean(scores) : median(scores)));
        return scoresOfRoles;
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

    /** A critical dimension with 2 or less; among three sheets of a role the majority says so. */
    boolean criticalFailed() {
        return sheets.stream().collect(Collectors.groupingBy(ScoreSheet::form)).values().stream()
                .anyMatch(RoundResult::isFailed);
    }

    private static boolean isFailed(List<ScoreSheet> role) {
        long failed = role.stream().filter(ScoreSheet::criticalFailed).count();
        return role.size() < THREE ? failed > 0 : 2 * failed > role.size();
    }

    /** Every form of that kind passed; also when none was asked. */
    boolean passed(String form) {
        return sheets.stream().filter(sheet -> sheet.form().equals(form)).allMatch(ScoreSheet::passed);
    }

    private static BigDecimal median(List<BigDecimal> scores) {
        List<BigDecimal> sorted = scores.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : mean(sorted.subList(middle - 1, middle + 1));
    }

    private static BigDecimal mean(List<BigDecimal> scores) {
        return scores.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(scores.size()), FormScore.SCALE, RoundingMode.HALF_UP);
    }
}
