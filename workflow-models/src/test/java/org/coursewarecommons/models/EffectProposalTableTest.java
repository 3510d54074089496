package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DT-E1: its published decision vectors, every row, both sides of every boundary. */
class EffectProposalTableTest {

    private static final DecisionTables TABLE = new DecisionTables(EvaluationModel.DECISION_EFFECT_PROPOSAL);

    private static final String VECTORS =
            """
            legal=true index=93.8                                            | legal            | SUSPEND         | 1
            superseded=true index=93.8                                       | superseded       | SUPERSEDE       | 2
            twinSimilarity=0.95 twinIndex=56.6 index=46.6                    | twin             | MERGE           | 3
            twinSimilarity=0.95 twinIndex=56.5 index=46.6                    | improve          | IMPROVE         | 7
            twinSimilarity=0.94 twinIndex=90.0 index=46.6                    | improve          | IMPROVE         | 7
            evidence=false index=0.0                                         | thin             | OBSERVE         | 4
            index=93.8 upkeep=0.92 inTop=true                                | promote          | PROMOTE         | 5
            index=80.0 upkeep=0.80 inTop=true                                | promote          | PROMOTE         | 5
            index=79.9 upkeep=0.92 inTop=true                                | keep             | KEEP            | 6
            index=93.8 upkeep=0.79 inTop=true                                | keep             | KEEP            | 6
            index=93.8 upkeep=0.92 inTop=true openDefects=1                  | keep             | KEEP            | 6
            index=93.8 upkeep=0.92 inTop=true promotedLately=true            | keep             | KEEP            | 6
            index=84.3 upkeep=0.86                                           | keep             | KEEP            | 6
            index=75.7                                                       | keep             | KEEP            | 6
            index=65.1                                                       | keep             | KEEP            | 6
            index=56.2                                                       | keep             | KEEP            | 6
            index=50.0                                                       | keep             | KEEP            | 6
            index=49.9                                                       | improve          | IMPROVE         | 7
            index=46.6                                                       | improve          | IMPROVE         | 7
            index=40.0                                                       | improve          | IMPROVE         | 7
            index=39.9 lowStreak=1                                           | first-low        | IMPROVE         | 10
            index=34.6 lowStreak=2 soleSource=true                           | sole-source      | IMPROVE         | 8
            index=34.6 lowStreak=2 ruralHeavy=true                           | rural-heavy      | IMPROVE         | 8
            index=34.6 lowStreak=2 smallOrSpecial=true                       | small-or-special | HUMAN_REVIEW    | 9
            index=34.6 lowStreak=1                                           | first-low        | IMPROVE         | 10
            index=34.6 lowStreak=1 majorRevision=true                        | first-low        | IMPROVE         | 10
            index=34.6 lowStreak=2 majorRevision=true                        | revised          | OBSERVE         | 11
            index=34.6 lowStreak=2                                           | nominate         | NOMINATE_RETIRE | 12
            index=28.9 lowStreak=5                                           | nominate         | NOMINATE_RETIRE | 12
            """;

    @Test
    void givenTheVectors_whenDecided_thenEachGetsItsRowProposalAndRuleNumber() {
        assertThat(VECTORS.lines()).allSatisfy(line -> {
            List<String> cells =
                    List.of(line.split("\\|")).stream().map(String::strip).toList();
            DecisionTables.Answer answer = TABLE.decide(inputs(cells.get(0)));
            assertThat(answer.rows()).as(line).containsExactly(cells.get(1));
            assertThat(answer.outputs())
                    .as(line)
                    .containsEntry("proposal", cells.get(2))
                    .containsEntry("ruleNo", Integer.valueOf(cells.get(3)));
        });
    }

    @Test
    void givenTheVectors_whenTheirRowsAreCounted_thenAllButTheSafetyNetAreReached() {
        TreeSet<String> reached = new TreeSet<>();
        VECTORS.lines().map(line -> line.split("\\|")[1].strip()).forEach(reached::add);
        reached.add("otherwise");

        assertThat(reached).containsExactlyInAnyOrderElementsOf(TABLE.rows());
    }

    @ParameterizedTest
    @CsvSource({"NaN", "-1000000"})
    void givenAnIndexThatCannotBe_whenDecided_thenNothingIsNominatedInTheFirstLowWindow(double index) {
        Map<String, Object> inputs = inputs("lowStreak=1");
        inputs.put("index", index);

        assertThat(TABLE.decide(inputs).outputs()).doesNotContainEntry("proposal", "NOMINATE_RETIRE");
    }

    @Test
    void givenEveryRow_whenItsAnswerIsRead_thenItIsAKnownProposalAndOnlyOneRowLeadsToAHearing() {
        List<String> answers = VECTORS.lines()
                .map(line -> line.split("\\|")[2].strip())
                .distinct()
                .toList();

        assertThat(answers).containsExactlyInAnyOrderElementsOf(EvaluationModel.PROPOSALS);
    }

    private static Map<String, Object> inputs(String changes) {
        Map<String, Object> inputs = new HashMap<>(Map.of(
                "legal",
                false,
                "superseded",
                false,
                "twinSimilarity",
                0.0,
                "twinIndex",
                0.0,
                "evidence",
                true,
                "index",
                60.0,
                "upkeep",
                0.5,
                "openDefects",
                0));
        inputs.putAll(Map.of(
                "promotedLately",
                false,
                "inTop",
                false,
                "soleSource",
                false,
                "ruralHeavy",
                false,
                "smallOrSpecial",
                false,
                "lowStreak",
                0,
                "majorRevision",
                false));
        for (String change : changes.split(" +")) {
            String[] parts = change.split("=");
            Object before = inputs.get(parts[0]);
            inputs.put(
                    parts[0],
                    before instanceof Boolean
                            ? (Object) Boolean.valueOf(parts[1])
                            : before instanceof Integer ? Integer.valueOf(parts[1]) : Double.valueOf(parts[1]));
        }
        return inputs;
    }
}
