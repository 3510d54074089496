package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a filled form comes to (DOMAIN 3.3).
 *
 * @param score 0–100, six decimals
 * @param criticalFailed a critical dimension has 2 or less
 */
record FormScore(BigDecimal score, boolean criticalFailed) {

    static final int SCALE = 6;
    private static final BigDecimal PASS = BigDecimal.valueOf(60);
    private static final int POOR = 2;

    /** @param scores 1–5 by dimension; one left out (not applicable) gives its weight to the others */
    static FormScore of(Rubric rubric, @Nullable String type, Map<String, Integer> scores) {
        long sum = 0;
        long weights = 0;
        boolean criticalFailed = false;
        for (Rubric.Dimension dimension : rubric.dimensionsFor(type)) {
            Integer score = scores.get(dimension.id());
            if (score != null) {
                sum += (long) dimension.weight() * (score - 1);
                weights += dimension.weight();
                criticalFailed |= dimension.critical() && score <= POOR;
            }
        }
        BigDecimal value = BigDecimal.valueOf(100 * sum)
                .divide(BigDecimal.valueOf(4 * Math.max(weights, 1)), SCALE, RoundingMode.HALF_UP);
        return new FormScore(value, criticalFailed);
    }

    boolean passed() {
        return score.compareTo(PASS) >= 0 && !criticalFailed;
    }
}
