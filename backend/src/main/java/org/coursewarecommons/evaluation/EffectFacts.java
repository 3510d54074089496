package org.coursewarecommons.evaluation;

import java.util.UUID;

/**
 * All that the index needs to know of one resource in one window.
 *
 * @param district shared with the whole district, so that use outside the author's collective is possible
 */
record EffectFacts(
        UUID resourceId,
        PeerTraits traits,
        boolean district,
        Use use,
        Voices voices,
        Depth depth,
        Upkeep upkeep,
        Exposure exposure) {

    /**
     * @param clean weighted clean use (U)
     * @param opportunity teacher-weeks in which it could have been used (O)
     * @param schools that used it
     * @param eligibleSchools that could
     * @param crossing share of use from outside the author's collective
     * @param rural share of use from rural schools
     * @param ruralOpportunity rural share of the opportunity; 0 drops the part from the index
     */
    record Use(
            double clean,
            double opportunity,
            int schools,
            int eligibleSchools,
            double crossing,
            double rural,
            double ruralOpportunity) {}

    /** @param stars sum of the ratings, 1–5 each */
    record Voices(double stars, int ratings) {}

    /**
     * @param deep users who collected it, used it in class or adapted it
     * @param prior users who could have come back
     * @param returning users who did
     */
    record Depth(int users, int deep, int prior, int returning) {}

    /**
     * @param review composite of the last review, 0–100
     * @param months since it was last verified
     * @param halfLife in months, after which an unverified item of its kind counts half
     * @param openDefects confirmed and not repaired
     */
    record Upkeep(double review, double months, double halfLife, int openDefects) {}

    /**
     * @param small a small subject, or fewer eligible teachers than the configuration asks for
     * @param lesson bound to a season, which must have passed once
     * @param seasonPassed completely, since it is live
     * @param liveWeeks teaching weeks since it is live
     * @param impressions to eligible teachers in search and lists
     */
    record Exposure(boolean small, boolean lesson, boolean seasonPassed, int liveWeeks, int impressions) {}

    /** Whether enough is known for a judgement: the evidence gate of DOMAIN 4.5. */
    boolean hasEvidence(EffectConfiguration.Gate gate) {
        double opportunity = exposure.small ? gate.smallOpportunity() : gate.opportunity();
        int impressions = exposure.small ? gate.smallImpressions() : gate.impressions();
        boolean lived = exposure.lesson ? exposure.seasonPassed : exposure.liveWeeks >= gate.liveWeeks();
        return use.opportunity >= opportunity && lived && exposure.impressions >= impressions;
    }
}
