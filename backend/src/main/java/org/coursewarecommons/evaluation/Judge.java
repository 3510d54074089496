package org.coursewarecommons.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.coursewarecommons.models.EvaluationModel;
import org.jspecify.annotations.Nullable;

/** From the facts of all candidates to their verdicts: peers, index, the table's proposal, limits of a cycle. */
final class Judge {

    static final String TABLE = EvaluationModel.DECISION_EFFECT_PROPOSAL;

    /** From here on it is worth a word that nobody has looked at it. */
    private static final int STALE_MONTHS = 24;
    /** Nobody takes a good item away because another is better still. */
    private static final int GOOD = 50;

    private final EffectConfiguration configuration;
    private final Function<Map<String, Object>, Map<String, Object>> table;
    private final Function<Collection<UUID>, Map<UUID, Twin>> twins;
    private final NavigableSet<Double> bounds;
    private final Map<Map<String, Object>, Map<String, Object>> decided = new HashMap<>();

    /**
     * @param table DT-E1; asked once for inputs that are the same to it
     * @param twins by item the resource that reads most like it; only asked for items that do badly, once for all
     * @param bounds every number that the table compares with; empty when they are not known
     */
    Judge(
            EffectConfiguration configuration,
            Function<Map<String, Object>, Map<String, Object>> table,
            Function<Collection<UUID>, Map<UUID, Twin>> twins,
            Set<Double> bounds) {
        this.configuration = configuration;
        this.table = table;
        this.twins = twins;
        this.bounds = new TreeSet<>(bounds);
    }

    /** @param similarity 0–1 */
    record Twin(UUID resourceId, double similarity) {}

    /** @param candidates every live resource, in a fixed order */
    List<Verdict> judge(List<Candidate> candidates) {
        PeerLadder ladder =
                new PeerLadder(candidates.stream().map(Candidate::facts).toList(), configuration);
        Map<UUID, EffectScore> scores = new HashMap<>();
        Map<UUID, PeerGroup> groups = new HashMap<>();
        Map<String, List<EffectScore>> byPeers = new HashMap<>();
        for (Candidate candidate : candidates) {
            EffectFacts facts = candidate.facts();
            ladder.of(facts).ifPresent(group -> {
                groups.put(facts.resourceId(), group);
                if (ladder.hasEvidence(facts)) {
                    EffectScore score = group.score(facts, true);
                    scores.put(facts.resourceId(), score);
                    byPeers.computeIfAbsent(group.key(), key -> new ArrayList<>())
                            .add(score);
                }
            });
        }
        Map<String, Double> tops = tops(byPeers);
        Map<UUID, Twin> alike = twins.apply(scores.entrySet().stream()
                .filter(item -> rounded(item.getValue().index(), 10) < GOOD)
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
        List<Verdict> verdicts = candidates.stream()
                .map(candidate -> verdict(
                        candidate,
                        ladder,
                        groups,
                        scores,
                        tops,
                        alike.get(candidate.facts().resourceId())))
                .toList();
        return capped(verdicts, groups);
    }

    /** The index from which on an item belongs to the top of its peers. */
    private Map<String, Double> tops(Map<String, List<EffectScore>> byPeers) {
        Map<String, Double> tops = new HashMap<>();
        byPeers.forEach((key, scores) -> {
            double[] sorted = Statistics.sorted(
                    scores.stream().mapToDouble(EffectScore::index).toArray());
            tops.put(key, sorted[sorted.length - Math.max(1, Capped.top(sorted.length, configuration))]);
        });
        return tops;
    }

    private Verdict verdict(
            Candidate candidate,
            PeerLadder ladder,
            Map<UUID, PeerGroup> groups,
            Map<UUID, EffectScore> scores,
            Map<String, Double> tops,
            @Nullable Twin twin) {
        EffectFacts facts = candidate.facts();
        UUID id = facts.resourceId();
        PeerGroup group = groups.get(id);
        EffectScore score = scores.get(id);
        double index = score == null ? 0 : rounded(score.index(), 10);
        int lowStreak = score != null && index < configuration.lowBelow() ? candidate.lowBefore() + 1 : 0;
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "legal",
                false,
                "superseded",
                candidate.superseded(),
                "evidence",
                score != null,
                "index",
                index,
                "upkeep",
                score == null ? 0 : rounded(score.upkeep(), 100),
                "openDefects",
                facts.upkeep().openDefects(),
                "promotedLately",
                candidate.promotedLately(),
                "inTop",
                score != null && group != null && score.index() >= tops.get(group.key()),
                "soleSource",
                candidate.soleSource(),
                "ruralHeavy",
                candidate.ruralHeavy()));
        inputs.put("smallOrSpecial", facts.exposure().small() || candidate.special() || ladder.hasFewPeers(facts));
        inputs.put("lowStreak", lowStreak);
        inputs.put("majorRevision", candidate.revised());
        addTwin(inputs, twin, scores);
        Map<String, Object> row = decided.computeIfAbsent(sameToTheTable(inputs), key -> table.apply(inputs));
        return new Verdict(
                id,
                String.valueOf(row.get("proposal")),
                ((Number) row.get("ruleNo")).intValue(),
                String.valueOf(row.get("advice")),
                false,
                lowStreak,
                group == null ? null : new Verdict.Peers(group.key(), group.level(), group.size()),
                score,
                hints(facts, score),
                facts,
                candidate.excluded(),
                candidate.spikes(),
                twin == null ? null : twin.resourceId());
    }

    /**
     * Equal for inputs that the table cannot tell apart: it compares figures with its own numbers and nothing else, unless
     * there is a twin, whose figure it compares with the item's.
     */
    private Map<String, Object> sameToTheTable(Map<String, Object> inputs) {
        if (bounds.isEmpty() || !inputs.get("twinSimilarity").equals(0.0)) {
            return inputs;
        }
        Map<String, Object> places = new HashMap<>(inputs);
        places.replaceAll((name, value) -> value instanceof Number number
                ? bounds.headSet(number.doubleValue(), false).size() + (bounds.contains(number.doubleValue()) ? .5 : 0)
                : value);
        return places;
    }

    private static void addTwin(Map<String, Object> inputs, @Nullable Twin twin, Map<UUID, EffectScore> scores) {
        EffectScore other = twin == null ? null : scores.get(twin.resourceId());
        inputs.put("twinSimilarity", other == null || twin == null ? 0.0 : twin.similarity());
        inputs.put("twinIndex", other == null ? 0.0 : rounded(other.index(), 10));
    }

    private List<Verdict> capped(List<Verdict> verdicts, Map<UUID, PeerGroup> groups) {
        Map<String, Integer> sizes = new HashMap<>();
        groups.values().forEach(group -> sizes.merge(group.key(), 1, Integer::sum));
        List<Capped.Nominee> nominees = verdicts.stream()
                .filter(verdict -> verdict.proposal().equals("NOMINATE_RETIRE"))
                .map(verdict -> new Capped.Nominee(
                        verdict.resourceId(), groups.get(verdict.resourceId()).key(), verdict.shown()))
                .toList();
        Set<UUID> deferred = new HashSet<>(Capped.deferred(nominees, verdicts.size(), sizes, configuration.caps()));
        return verdicts.stream()
                .map(verdict -> deferred.contains(verdict.resourceId()) ? verdict.deferring() : verdict)
                .toList();
    }

    /** What the owner can do, from what is weak. */
    private static List<Verdict.Hint> hints(EffectFacts facts, @Nullable EffectScore score) {
        List<Verdict.Hint> hints = new ArrayList<>();
        if (score == null) {
            return hints;
        }
        List<String> weakest = score.weakest();
        EffectFacts.Use use = facts.use();
        for (String component : weakest) {
            switch (component) {
                case "A" -> hints.add(hint("adoption"));
                case "B" ->
                    hints.add(hint(
                            use.ruralOpportunity() > 0 && use.rural() < use.ruralOpportunity() ? "rural" : "reach"));
                case "C" -> hints.add(hint("satisfaction"));
                case "D" -> hints.add(hint("depth"));
                default -> hints.add(hint("upkeep"));
            }
        }
        if (facts.upkeep().months() > STALE_MONTHS) {
            hints.add(hint(
                    "stale", String.format(Locale.ROOT, "%.0f", facts.upkeep().months())));
        }
        if (facts.upkeep().openDefects() > 0) {
            hints.add(hint("defects", String.valueOf(facts.upkeep().openDefects())));
        }
        return hints;
    }

    private static Verdict.Hint hint(String code, String... arguments) {
        return new Verdict.Hint(code, List.of(arguments));
    }

    /** Proposals go by the figures that people see. */
    private static double rounded(double value, int steps) {
        return Math.round(value * steps) / (double) steps;
    }
}
