package org.coursewarecommons.evaluation;

import java.util.Arrays;

/** The few formulas of DOMAIN 4.1 and 4.5 that stand by themselves. */
final class Statistics {

    /** Two numbers closer than this are a tie. */
    private static final double TIE = 1e-12;

    private Statistics() {}

    /** Share of the references below x, ties half. @param sorted ascending, not empty */
    static double midrank(double x, double[] sorted) {
        int below = firstAtLeast(sorted, x - TIE);
        int ties = firstAtLeast(sorted, Math.nextUp(x + TIE)) - below;
        return (below + 0.5 * ties) / sorted.length;
    }

    /** Share of the references below x: the place of one who is no reference. */
    static double below(double x, double[] sorted) {
        return (double) firstAtLeast(sorted, x) / sorted.length;
    }

    /** By linear interpolation between the neighbours (type 7). @param sorted ascending, not empty */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
    }

    /** What a small sample says, drawn to the mean of the peers by {@code weight} observations of it. */
    static double shrunk(double sum, double count, double mean, double weight) {
        return (sum + weight * mean) / (count + weight);
    }

    /** How much an item still counts that was verified so many months ago. */
    static double freshness(double months, double halfLife, EffectConfiguration.Freshness rule) {
        return Math.max(rule.floor(), Math.pow(.5, Math.max(0, months - rule.graceMonths()) / halfLife));
    }

    /** Lower bound of the share of yes votes, 95 %; 0 without votes. */
    static double wilson(int yes, int votes) {
        if (votes == 0) {
            return 0;
        }
        double z = 1.96;
        double share = (double) yes / votes;
        double spread = z * Math.sqrt((share * (1 - share) + z * z / (4 * votes)) / votes);
        return (share + z * z / (2 * votes) - spread) / (1 + z * z / votes);
    }

    static double clamp(double value) {
        return Math.min(1, Math.max(0, value));
    }

    private static int firstAtLeast(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
