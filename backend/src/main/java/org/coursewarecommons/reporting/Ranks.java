package org.coursewarecommons.reporting;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** How two rows of figures go together: Spearman's rank correlation, which asks nothing of their scales. */
final class Ranks {

    private Ranks() {}

    /** From -1 to 1; empty when one of them never changes. @param one and other, pair by pair */
    static OptionalDouble correlation(List<Double> one, List<Double> other) {
        double[] a = ranks(one);
        double[] b = ranks(other);
        double middle = (a.length + 1) / 2.0;
        double together = 0;
        double spreadA = 0;
        double spreadB = 0;
        for (int i = 0; i < a.length; i++) {
            together += (a[i] - middle) * (b[i] - middle);
            spreadA += (a[i] - middle) * (a[i] - middle);
            spreadB += (b[i] - middle) * (b[i] - middle);
        }
        return spreadA == 0 || spreadB == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(together / Math.sqrt(spreadA * spreadB));
    }

    /** Equal values share the middle of their places. */
    private static double[] ranks(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return values.stream()
                .mapToDouble(value -> {
                    int first = firstOf(sorted, value);
                    int end = first;
                    while (end < sorted.length && sorted[end] == value) {
                        end++;
                    }
                    return (first + 1 + end) / 2.0;
                })
                .toArray();
    }

    private static int firstOf(double[] sorted, double value) {
        int found = Arrays.binarySearch(sorted, value);
        while (found > 0 && sorted[found - 1] == value) {
            found--;
        }
        return found;
    }
}
