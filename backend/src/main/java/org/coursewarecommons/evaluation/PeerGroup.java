package org.coursewarecommons.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.coursewarecommons.evaluation.EffectConfiguration.Reach;
import org.coursewarecommons.evaluation.EffectConfiguration.Weights;

/** The items with enough evidence that an item is compared with, and what is normal among them (DOMAIN 4.5). */
final class PeerGroup {

    /** Without any rating among the peers: four of five stars. */
    private static final double RATING_MEAN = 4;

    private final EffectConfiguration configuration;
    private final String key;
    private final int level;
    private final int size;
    private final double meanRate;
    private final double meanRating;
    private final double deepShare;
    private final double returnShare;
    private final double[] rates;
    private final double[] reaches;
    private final double fullDepth;
    private final double fullReturn;

    /** @param references with enough evidence; not empty */
    PeerGroup(String key, int level, List<EffectFacts> references, EffectConfiguration configuration) {
        this.key = key;
        this.level = level;
        this.configuration = configuration;
        size = references.size();
        meanRate = sum(references, facts -> facts.use().clean())
                / Math.max(1e-9, sum(references, facts -> facts.use().opportunity()));
        double ratings = sum(references, facts -> facts.voices().ratings());
        meanRating = ratings == 0
                ? RATING_MEAN
                : sum(references, facts -> facts.voices().stars()) / ratings;
        deepShare = sum(references, facts -> facts.depth().deep())
                / Math.max(1, sum(references, facts -> facts.depth().users()));
        returnShare = sum(references, facts -> facts.depth().returning())
                / Math.max(1, sum(references, facts -> facts.depth().prior()));
        rates = sorted(references, this::rate);
        reaches = sorted(references, this::schools);
        double percentile = configuration.depth().percentile();
        fullDepth = Statistics.quantile(sorted(references, this::deep), percentile);
        fullReturn = Statistics.quantile(sorted(references, this::returning), percentile);
    }

    String key() {
        return key;
    }

    /** Of the ladder: 0 the closest peers, 4 all. */
    int level() {
        return level;
    }

    /** How many references. */
    int size() {
        return size;
    }

    double meanRate() {
        return meanRate;
    }

    double meanRating() {
        return meanRating;
    }

    double deepShare() {
        return deepShare;
    }

    double returnShare() {
        return returnShare;
    }

    /** @param reference whether the item is one of the references; otherwise its index is a preview */
    EffectScore score(EffectFacts facts, boolean reference) {
        double rate = rate(facts);
        double adoption = reference ? Statistics.midrank(rate, rates) : Statistics.below(rate, rates);
        double reach = reach(facts, reference);
        double satisfaction = Statistics.clamp((Statistics.shrunk(
                                facts.voices().stars(),
                                facts.voices().ratings(),
                                meanRating,
                                configuration.ratingPrior())
                        - 1)
                / 4);
        double depth = configuration.depth().deep() * full(deep(facts), fullDepth)
                + configuration.depth().returning() * full(returning(facts), fullReturn);
        double upkeep = upkeep(facts.upkeep());
        Weights weights = configuration.weights();
        double index = weights.adoption() * adoption
                + weights.reach() * reach
                + weights.satisfaction() * satisfaction
                + weights.depth() * depth
                + weights.upkeep() * upkeep;
        return new EffectScore(rate, adoption, reach, satisfaction, depth, upkeep, 100 * index);
    }

    private double rate(EffectFacts facts) {
        return Statistics.shrunk(facts.use().clean(), facts.use().opportunity(), meanRate, configuration.shrinkage());
    }

    private double schools(EffectFacts facts) {
        return (facts.use().schools() + configuration.reach().schoolPrior())
                / (facts.use().eligibleSchools() + configuration.reach().schoolsPrior());
    }

    private double deep(EffectFacts facts) {
        return Statistics.shrunk(facts.depth().deep(), facts.depth().users(), deepShare, configuration.userPrior());
    }

    private double returning(EffectFacts facts) {
        return Statistics.shrunk(
                facts.depth().returning(), facts.depth().prior(), returnShare, configuration.userPrior());
    }

    /** What cannot be reached, other collectives or rural schools, leaves the mean. */
    private double reach(EffectFacts facts, boolean reference) {
        Reach rule = configuration.reach();
        double schools = schools(facts);
        double sum = rule.schools()
                * (reference ? Statistics.midrank(schools, reaches) : Statistics.below(schools, reaches));
        double weight = rule.schools();
        if (facts.district()) {
            sum += rule.crossing() * full(facts.use().crossing(), rule.crossingGoal());
            weight += rule.crossing();
        }
        if (facts.use().ruralOpportunity() > 0) {
            sum += rule.rural() * full(facts.use().rural(), facts.use().ruralOpportunity());
            weight += rule.rural();
        }
        return sum / weight;
    }

    private double upkeep(EffectFacts.Upkeep upkeep) {
        double fresh = Statistics.freshness(upkeep.months(), upkeep.halfLife(), configuration.freshness());
        int defects = Math.min(configuration.defects().most(), upkeep.openDefects());
        return Statistics.clamp(
                upkeep.review() / 100 * fresh - configuration.defects().penalty() * defects);
    }

    /** The share of a goal; of a goal that nobody among the peers came near, nothing. */
    private static double full(double value, double goal) {
        return goal <= 0 ? 0 : Math.min(1, value / goal);
    }

    private static double sum(List<EffectFacts> items, ToDoubleFunction<EffectFacts> value) {
        return items.stream().mapToDouble(value).sum();
    }

    private static double[] sorted(List<EffectFacts> items, ToDoubleFunction<EffectFacts> value) {
        return Statistics.sorted(items.stream().mapToDouble(value).toArray());
    }
}
