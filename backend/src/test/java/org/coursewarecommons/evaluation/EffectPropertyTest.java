package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any shelf (DOMAIN 4.11), shown on seeded random ones; a failing seed repeats itself. */
class EffectPropertyTest {

    private static final EffectConfiguration CONFIGURATION = EffectConfiguration.first();

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreCleanUseNeverLowersAdoption(long seed) {
        Random random = new Random(seed);
        List<EffectFacts> shelf = shelf(random);
        int chosen = random.nextInt(shelf.size());
        EffectFacts before = shelf.get(chosen);

        EffectFacts after = withUse(before, before.use().clean() + random.nextDouble() * 50);
        List<EffectFacts> changed = new ArrayList<>(shelf);
        changed.set(chosen, after);

        assertThat(score(changed, after).adoption())
                .isGreaterThanOrEqualTo(score(shelf, before).adoption());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anItemWithoutEvidenceMovesNobody(long seed) {
        Random random = new Random(seed);
        List<EffectFacts> shelf = shelf(random);
        EffectFacts observed = item(random, 60);
        List<EffectFacts> more = new ArrayList<>(shelf);
        more.add(observed);

        assertThat(shelf).allSatisfy(facts -> assertThat(score(more, facts)).isEqualTo(score(shelf, facts)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfItemsChangesNothingThatIsShown(long seed) {
        Random random = new Random(seed);
        List<EffectFacts> shelf = shelf(random);
        List<EffectFacts> shuffled = new ArrayList<>(shelf);
        Collections.shuffle(shuffled, random);

        assertThat(shelf).allSatisfy(facts -> assertThat(score(shuffled, facts).index())
                .isEqualTo(score(shelf, facts).index(), org.assertj.core.api.Assertions.within(1e-9)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFigureStaysInItsRange(long seed) {
        List<EffectFacts> shelf = shelf(new Random(seed));

        assertThat(shelf).allSatisfy(facts -> {
            EffectScore score = score(shelf, facts);
            assertThat(List.of(score.adoption(), score.reach(), score.satisfaction(), score.depth(), score.upkeep()))
                    .allMatch(part -> part >= 0 && part <= 1);
            assertThat(score.index()).isBetween(0.0, 100.0);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nominationsStayWithinTheirCapsAndTheLowestComeFirst(long seed) {
        Random random = new Random(seed);
        int live = 20 + random.nextInt(400);
        List<Capped.Nominee> nominees = IntStream.range(0, random.nextInt(live))
                .mapToObj(i -> new Capped.Nominee(new UUID(seed, i), "G" + random.nextInt(5), 40 * random.nextDouble()))
                .toList();
        java.util.Map<String, Integer> sizes = new java.util.HashMap<>();
        for (int i = 0; i < 5; i++) {
            sizes.put("G" + i, live / 5);
        }

        var deferred = Capped.deferred(nominees, live, sizes, CONFIGURATION.caps());

        List<Capped.Nominee> kept = nominees.stream()
                .filter(nominee -> !deferred.contains(nominee.resourceId()))
                .toList();
        assertThat(kept).hasSizeLessThanOrEqualTo((int) (live * .05));
        sizes.forEach((group, size) -> {
            List<Double> inside = kept.stream()
                    .filter(nominee -> nominee.peers().equals(group))
                    .map(Capped.Nominee::index)
                    .toList();
            assertThat(inside).hasSizeLessThanOrEqualTo((int) (size * .20));
            nominees.stream()
                    .filter(nominee -> nominee.peers().equals(group) && deferred.contains(nominee.resourceId()))
                    .forEach(late -> assertThat(inside).allMatch(index -> index <= late.index()));
        });
    }

    private static EffectScore score(List<EffectFacts> shelf, EffectFacts facts) {
        PeerLadder ladder = new PeerLadder(shelf, CONFIGURATION);
        return ladder.of(facts).orElseThrow().score(facts, ladder.hasEvidence(facts));
    }

    private static List<EffectFacts> shelf(Random random) {
        return IntStream.range(0, 9 + random.nextInt(20))
                .mapToObj(i -> item(random, 120 + random.nextInt(3000)))
                .toList();
    }

    private static EffectFacts item(Random random, int opportunity) {
        int users = random.nextInt(120);
        int ratings = random.nextInt(users + 1);
        return new EffectFacts(
                new UUID(random.nextLong(), random.nextLong()),
                EffectVectors.TRAITS,
                random.nextBoolean(),
                new EffectFacts.Use(
                        random.nextInt(100) * .5,
                        opportunity,
                        random.nextInt(40),
                        40 + random.nextInt(69),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextInt(3) * .2),
                new EffectFacts.Voices(ratings * (1 + 4 * random.nextDouble()), ratings),
                new EffectFacts.Depth(users, random.nextInt(users + 1), users / 2, random.nextInt(users / 2 + 1)),
                new EffectFacts.Upkeep(60 + random.nextInt(41), random.nextInt(60), 36, random.nextInt(9)),
                new EffectFacts.Exposure(false, true, true, 18, 100));
    }

    private static EffectFacts withUse(EffectFacts facts, double clean) {
        EffectFacts.Use use = facts.use();
        return new EffectFacts(
                facts.resourceId(),
                facts.traits(),
                facts.district(),
                new EffectFacts.Use(
                        clean,
                        use.opportunity(),
                        use.schools(),
                        use.eligibleSchools(),
                        use.crossing(),
                        use.rural(),
                        use.ruralOpportunity()),
                facts.voices(),
                facts.depth(),
                facts.upkeep(),
                facts.exposure());
    }
}
