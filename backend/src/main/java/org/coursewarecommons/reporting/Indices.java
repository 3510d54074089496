package org.coursewarecommons.reporting;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The arithmetic of unequal shares (DOMAIN 5.1). Every method wants at least one value and weights above 0. */
final class Indices {

    private static final int FIFTHS = 5;
    /** Keeps the ratio of fifths finite when the bottom one has nothing. */
    private static final double LEAST = 0.01;

    private static final double HALF = 0.5;

    private Indices() {}

    /** @param weight for example the teachers of a school, when the value is one per teacher */
    record Share(double value, double weight) {}

    /** 0: all have the same; towards 1: one has all. 0 when there is nothing to share. */
    static double gini(List<Share> shares) {
        List<Share> sorted =
                shares.stream().sorted(Comparator.comparingDouble(Share::value)).toList();
        double weights = sorted.stream().mapToDouble(Share::weight).sum();
        double sum = sorted.stream().mapToDouble(s -> s.value() * s.weight()).sum();
        if (sum == 0) {
            return 0;
        }
        double below = 0;
        double area = 0;
        for (Share share : sorted) {
            double now = below + share.value() * share.weight();
            area += share.weight() * (below + now);
            below = now;
        }
        return 1 - area / (weights * sum);
    }

    /** Standard deviation of the whole set over the mean; 0 when all are 0. */
    static double variation(Collection<Double> values) {
        double mean = mean(values);
        if (mean == 0) {
            return 0;
        }
        double square = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return Math.sqrt(square) / mean;
    }

    /** Mean of the top fifth over the mean of the bottom fifth. */
    static double topToBottomFifth(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int fifth = Math.max(1, Math.round(sorted.size() / (float) FIFTHS));
        double bottom = mean(sorted.subList(0, fifth));
        double top = mean(sorted.subList(sorted.size() - fifth, sorted.size()));
        return top / Math.max(bottom, LEAST);
    }

    static double shareOfZeros(Collection<Double> values) {
        return values.stream().filter(value -> value == 0).count() / (double) values.size();
    }

    /** Where a value stands among all, itself included, ties in the middle: 0–1. */
    static double percentile(double value, Collection<Double> all) {
        long below = all.stream().filter(other -> other < value).count();
        long ties = all.stream().filter(other -> other == value).count();
        return (below + HALF * ties) / all.size();
    }

    private static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
