package org.coursewarecommons.evaluation;

import java.util.Map;

/**
 * Every number of the effect index in one versioned record; a result names the version it was made with. Shares and
 * weights are fractions, times are months, teaching weeks or terms.
 *
 * @param shrinkage teacher-weeks of the peers' mean rate that each item starts with (κ)
 * @param ratingPrior ratings of the peers' mean that each item starts with
 * @param userPrior users of the peers' mean that each item starts with, for depth and return
 * @param teachingShares share of all lessons that a subject has, by code: how many of a school's teachers teach it, as
 *     long as nobody records who teaches what; {@code otherShare} for the subjects that are not named
 * @param seasonMargin weeks before and after the planned ones in which a lesson is still taught
 * @param unscoredReview composite of items whose review left no scores, such as older ones that were taken over
 * @param lowBelow an index below it makes a window a low one
 * @param topShare how much of a peer group may be recommended; at least one item
 */
public record EffectConfiguration(
        String version,
        Weights weights,
        double shrinkage,
        double ratingPrior,
        double userPrior,
        Reach reach,
        Depth depth,
        Freshness freshness,
        Defects defects,
        Gate gate,
        int minimumPeers,
        double topShare,
        double ruralHeavyShare,
        double ruralHeavyUse,
        int smallTeachers,
        Caps caps,
        Window window,
        Map<String, Double> teachingShares,
        double otherShare,
        int seasonMargin,
        double unscoredReview,
        double lowBelow) {

    /** Adoption, reach, satisfaction, depth, upkeep; they add up to 1. */
    public record Weights(double adoption, double reach, double satisfaction, double depth, double upkeep) {}

    /**
     * @param crossingGoal share of use from outside the author's collective that counts in full
     * @param schoolPrior added to the schools that used it
     * @param schoolsPrior added to the schools that could
     */
    public record Reach(
            double schools,
            double crossing,
            double rural,
            double crossingGoal,
            double schoolPrior,
            double schoolsPrior) {}

    /** @param percentile of the peers that counts in full */
    public record Depth(double deep, double returning, double percentile) {}

    /** @param graceMonths after a verification in which nothing ages; half-lives in months */
    public record Freshness(
            double graceMonths, double floor, double halfLife, double fastHalfLife, double slowHalfLife) {}

    /** @param penalty for each open confirmed defect, up to {@code most} of them */
    public record Defects(double penalty, int most) {}

    /** What must be there before an index is shown: teacher-weeks, live teaching weeks, impressions. */
    public record Gate(
            double opportunity, double smallOpportunity, int liveWeeks, int impressions, int smallImpressions) {}

    /** The most nominations of one cycle, as shares of all live items and of one peer group. */
    public record Caps(double live, double peers) {}

    /** How many closed terms count. */
    public record Window(int terms, int smallTerms) {}

    /** The first version, as proposed and simulated before any real cycle. */
    public static EffectConfiguration first() {
        return new EffectConfiguration(
                "ruei-1",
                new Weights(.30, .20, .20, .15, .15),
                200,
                8,
                10,
                new Reach(.5, .3, .2, .5, .2, 2),
                new Depth(.6, .4, .9),
                new Freshness(12, .5, 36, 24, 60),
                new Defects(.05, 6),
                new Gate(120, 40, 8, 30, 10),
                8,
                .10,
                .50,
                3,
                30,
                new Caps(.05, .20),
                new Window(2, 4),
                Map.ofEntries(
                        Map.entry("YW", .21),
                        Map.entry("SX", .14),
                        Map.entry("YY", .07),
                        Map.entry("DF", .07),
                        Map.entry("TY", .11),
                        Map.entry("KX", .09),
                        Map.entry("YS-YL", .05),
                        Map.entry("YS-MS", .05),
                        Map.entry("LD", .05),
                        Map.entry("ZH", .05),
                        Map.entry("XK", .02),
                        Map.entry("LS", .04),
                        Map.entry("DL", .04),
                        Map.entry("WL", .06),
                        Map.entry("HX", .04),
                        Map.entry("SW", .04),
                        Map.entry("KHFW", 1.0),
                        Map.entry("ZTJY", 1.0),
                        Map.entry("JY", 1.0)),
                .02,
                2,
                75,
                40);
    }
}
