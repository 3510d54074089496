package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerLadderTest {

    private final EffectConfiguration configuration = EffectConfiguration.first();

    @ParameterizedTest
    @CsvSource({
        "SX,SCIENCE,PRIMARY,COURSEWARE,TEACHING,LESSON,0,SX|PRIMARY|COURSEWARE|LESSON",
        "KX,SCIENCE,PRIMARY,COURSEWARE,TEACHING,LESSON,1,SCIENCE|PRIMARY|COURSEWARE|LESSON",
        "YS,ARTS,PRIMARY,COURSEWARE,TEACHING,LESSON,2,PRIMARY|COURSEWARE|LESSON",
        "YS,ARTS,PRIMARY,VIDEO,TEACHING,LESSON,3,PRIMARY|TEACHING",
        "YS,ARTS,SENIOR,VIDEO,TEACHING,LESSON,4,ALL"
    })
    void givenAnItemWithFewClosePeers_whenItsPeersAreSought_thenTheLadderIsClimbedAsFarAsNeeded(
            String subject,
            String family,
            String stage,
            String type,
            String group,
            String granularity,
            int level,
            String key) {
        EffectFacts lonely =
                with(EffectVectors.item("V5"), new PeerTraits(subject, family, stage, type, group, granularity));
        // Eight of the vectors have evidence; the lonely one must not count itself in to reach the eight.
        PeerLadder ladder = new PeerLadder(EffectVectors.items(), configuration);

        PeerGroup peers = ladder.of(lonely).orElseThrow();

        assertThat(peers.level()).isEqualTo(level);
        assertThat(peers.key()).isEqualTo(key);
    }

    @Test
    void givenSevenPeersWithEvidence_whenPeersAreSought_thenTheGroupIsTooSmall() {
        List<EffectFacts> seven = new ArrayList<>(EffectVectors.items().subList(0, 7));
        seven.add(EffectVectors.item("V9"));

        PeerLadder ladder = new PeerLadder(seven, configuration);

        assertThat(ladder.hasFewPeers(EffectVectors.item("V1"))).isTrue();
        assertThat(ladder.of(EffectVectors.item("V1")).orElseThrow().key()).isEqualTo("ALL");
    }

    @Test
    void givenNobodyWithEvidence_whenPeersAreSought_thenThereAreNone() {
        PeerLadder ladder = new PeerLadder(List.of(EffectVectors.item("V9")), configuration);

        assertThat(ladder.of(EffectVectors.item("V9"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // small, lesson, season passed, live weeks, opportunity, impressions, evidence
        "false, true,  true,  2,  120, 30, true",
        "false, true,  true,  2,  119, 30, false",
        "false, true,  false, 18, 120, 30, false",
        "false, true,  true,  2,  120, 29, false",
        "false, false, false, 8,  120, 30, true",
        "false, false, false, 7,  120, 30, false",
        "true,  true,  true,  2,  40,  10, true",
        "true,  true,  true,  2,  39,  10, false",
        "true,  true,  true,  2,  40,  9,  false"
    })
    void givenTheFactsOfExposure_whenTheGateIsAsked_thenItOpensAtTheThresholds(
            boolean small,
            boolean lesson,
            boolean passed,
            int weeks,
            double opportunity,
            int impressions,
            boolean open) {
        EffectFacts v = EffectVectors.item("V5");
        EffectFacts facts = new EffectFacts(
                UUID.randomUUID(),
                v.traits(),
                true,
                new EffectFacts.Use(1, opportunity, 1, 10, 0, 0, 0),
                v.voices(),
                v.depth(),
                v.upkeep(),
                new EffectFacts.Exposure(small, lesson, passed, weeks, impressions));

        assertThat(facts.hasEvidence(configuration.gate())).isEqualTo(open);
    }

    private static EffectFacts with(EffectFacts facts, PeerTraits traits) {
        return new EffectFacts(
                facts.resourceId(),
                traits,
                facts.district(),
                facts.use(),
                facts.voices(),
                facts.depth(),
                facts.upkeep(),
                facts.exposure());
    }
}
