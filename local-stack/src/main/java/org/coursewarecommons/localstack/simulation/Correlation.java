package org.coursewarecommons.localstack.simulation;

import java.util.Arrays;
import java.util.List;

/** How two rows of numbers go together, from -1 to 1. */
final class Correlation {

    private Correlation() {}

    /** Pearson's; NaN where one of them never changes. */
    static double of(List<Double> one, List<Double> other) {
        double meanOne = mean(one);
        double meanOther = mean(other);
        double together = 0;
        double spreadOne = 0;
        double spreadOther = 0;
        for (int i = 0; i < one.size(); i++) {
            double a = one.get(i) - meanOne;
            double b = other.get(i) - meanOther;
            together += a * b;
            spreadOne += a * a;
            spreadOther += b * b;
        }
        return together / StrictMath.sqrt(spreadOne * spreadOther);
    }

    /** Spearman's: of the ranks, equal values sharing theirs. */
    static double ofRanks(List<Double> one, List<Double> other) {
        return of(ranks(one), ranks(other));
    }

    private static List<Double> ranks(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return values.stream()
                .map(value -> {
                    int below = (int)
                            Arrays.stream(sorted).filter(other -> other < value).count();
                    int same = (int) Arrays.stream(sorted)
                            .filter(other -> other == value)
                            .count();
                    return below + (same + 1) / 2.0;
                })
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
