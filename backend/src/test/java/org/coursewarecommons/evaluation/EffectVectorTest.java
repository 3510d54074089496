package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The index equals every published figure: components to 3 decimals, the index to 1 (DOMAIN 4.11). */
class EffectVectorTest {

    private final EffectConfiguration configuration = EffectConfiguration.first();
    private final PeerLadder ladder = new PeerLadder(EffectVectors.items(), configuration);

    static Stream<String> vectors() {
        return EffectVectors.EXPECTED.stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givenAVector_whenScored_thenEveryFigureIsThePublishedOne(String expected) {
        EffectFacts facts = EffectVectors.item(expected.substring(0, 2));

        EffectScore score = ladder.of(facts).orElseThrow().score(facts, ladder.hasEvidence(facts));

        // Half-way cases differ between languages, so the figures are compared and not their texts.
        assertThat(score.rate()).isCloseTo(figure(expected, 1), within(.000005001));
        assertThat(score.adoption()).isCloseTo(figure(expected, 2), within(.0005001));
        assertThat(score.reach()).isCloseTo(figure(expected, 3), within(.0005001));
        assertThat(score.satisfaction()).isCloseTo(figure(expected, 4), within(.0005001));
        assertThat(score.depth()).isCloseTo(figure(expected, 5), within(.0005001));
        assertThat(score.upkeep()).isCloseTo(figure(expected, 6), within(.0005001));
        assertThat(String.format(Locale.ROOT, "%.1f", score.index())).isEqualTo(expected.split(" +")[7]);
    }

    @Test
    void givenTheVectors_whenTheirMeansAreTaken_thenTheyAreThePublishedOnes() {
        PeerGroup peers = ladder.of(EffectVectors.item("V1")).orElseThrow();

        assertThat(peers.meanRate()).isCloseTo(.017468, within(.0000005));
        assertThat(peers.meanRating()).isCloseTo(4.1310, within(.00005));
        assertThat(peers.deepShare()).isCloseTo(.4167, within(.00005));
        assertThat(peers.returnShare()).isCloseTo(.4565, within(.00005));
        assertThat(peers.size()).isEqualTo(8);
        assertThat(peers.level()).isZero();
        assertThat(peers.key()).isEqualTo("SX|PRIMARY|COURSEWARE|LESSON");
    }

    @Test
    void givenTheLastAmongGoodOnes_whenTheRestIsFine_thenItStaysWellAboveTheLine() {
        // A and the schools' part of B are those of the last of eight; everything else as published.
        EffectFacts v8 = EffectVectors.item("V8");
        EffectFacts last = new EffectFacts(
                v8.resourceId(),
                v8.traits(),
                true,
                new EffectFacts.Use(2, 2000, 2, 109, .5, .30, .30),
                v8.voices(),
                v8.depth(),
                v8.upkeep(),
                v8.exposure());
        EffectScore score = ladder.of(last).orElseThrow().score(last, true);

        double index = 100 * (.3 * score.adoption() + .2 * score.reach() + .2 * .875 + .15 * .80 + .15 * .90);

        assertThat(score.adoption()).isEqualTo(.0625);
        assertThat(index).isCloseTo(55.5, within(.05));
    }

    @ParameterizedTest
    @CsvSource({"2,2,.3424", "8,10,.4902", "100,101,.9460", "60,100,.5020", "0,5,0", "0,0,0"})
    void givenYesVotes_whenTheirLowerBoundIsTaken_thenItIsWilsons(int yes, int votes, double bound) {
        assertThat(Statistics.wilson(yes, votes)).isCloseTo(bound, within(.00005));
    }

    @ParameterizedTest
    @CsvSource({"10,2,4.360", "184,40,4.533", "6,3,3.600"})
    void givenFewRatings_whenAveraged_thenTheyAreDrawnToTheMean(double stars, int ratings, double average) {
        assertThat(Statistics.shrunk(stars, ratings, 4.2, 8)).isCloseTo(average, within(.0005));
    }

    @ParameterizedTest
    @CsvSource({"6,1", "12,1", "24,.794", "36,.630", "48,.5", "60,.5", "96,.5"})
    void givenMonthsSinceVerification_whenFreshnessIsTaken_thenItHalvesAfterTheGrace(double months, double fresh) {
        assertThat(Statistics.freshness(months, 36, configuration.freshness())).isCloseTo(fresh, within(.0005));
    }

    private static double figure(String line, int column) {
        return Double.parseDouble(line.split(" +")[column]);
    }
}
