package org.coursewarecommons.review;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha for interval data: 1 for perfect agreement, 0 for what chance would give, below 0 for less. It
 * takes any number of raters, units that not everybody rated, and small samples. After K. Krippendorff, Computing
 * Krippendorff's Alpha-Reliability (2011).
 */
final class KrippendorffAlpha {

    private KrippendorffAlpha() {}

    /**
     * @param units the values given to each unit; a unit with fewer than two says nothing and is left out
     * @return empty when no unit was rated twice, or all values are the same so that there is nothing to agree about
     */
    static OptionalDouble interval(Collection<List<Double>> units) {
        List<List<Double>> pairable =
                units.stream().filter(values -> values.size() > 1).toList();
        double[] all = pairable.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double expected = differences(all) / Math.max(1, all.length - 1);
        if (expected == 0) {
            return OptionalDouble.empty();
        }
        double observed = 0;
        for (List<Double> values : pairable) {
            observed +=
                    differences(values.stream().mapToDouble(Double::doubleValue).toArray()) / (values.size() - 1);
        }
        return OptionalDouble.of(1 - observed / expected);
    }

    /** The sum of squared differences over all ordered pairs: 2·(n·Σx² − (Σx)²), about the mean for the sake of accuracy. */
    private static double differences(double[] values) {
        double mean = java.util.Arrays.stream(values).average().orElse(0);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return 2 * values.length * squares;
    }
}
