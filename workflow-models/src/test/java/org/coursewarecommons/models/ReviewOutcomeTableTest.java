package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** DT-R4: every row, both sides of every boundary, and no input without an outcome. */
class ReviewOutcomeTableTest {

    /** veto (hard duplicate fixable, "-" for none) and the meeting's vote | critical failed | minimum role score | composite | round | row | outcome */
    private static final List<String> VECTORS =
            """
            hard                   | false | 95    | 95    | 1 | hard-veto                  | REJECTED
            hard duplicate fixable | true  | 20    | 30    | 3 | hard-veto                  | REJECTED
            duplicate              | false | 95    | 95    | 1 | duplicate-only             | MERGE_OFFER
            duplicate              | true  | 20    | 30    | 3 | duplicate-only             | MERGE_OFFER
            duplicate fixable      | false | 95    | 95    | 1 | fixable-veto               | REVISE
            fixable                | false | 95    | 95    | 2 | fixable-veto               | REVISE
            fixable                | true  | 20    | 30    | 2 | fixable-veto               | REVISE
            fixable                | false | 95    | 95    | 3 | fixable-veto-last-round    | REJECTED
            hard APPROVE           | false | 95    | 95    | 1 | hard-veto                  | REJECTED
            fixable APPROVE        | false | 95    | 95    | 1 | fixable-veto               | REVISE
            APPROVE                | true  | 45    | 50    | 3 | meeting-approved           | APPROVED
            RETURN                 | false | 95    | 95    | 2 | meeting-returned           | REVISE
            RETURN                 | false | 95    | 95    | 3 | meeting-returned-last-round | REJECTED
            REJECT                 | false | 95    | 95    | 1 | meeting-rejected           | REJECTED
            -                      | true  | 95    | 95    | 2 | critical-failed            | REVISE
            -                      | true  | 40    | 50    | 1 | critical-failed            | REVISE
            -                      | true  | 95    | 95    | 3 | critical-failed-last-round | REJECTED
            -                      | false | 49.99 | 90    | 1 | weak-role                  | REVISE
            -                      | false | 0     | 0     | 2 | weak-role                  | REVISE
            -                      | false | 49.99 | 90    | 3 | weak-role-last-round       | REJECTED
            -                      | false | 60    | 85    | 1 | recommended                | APPROVED_RECOMMENDED
            -                      | false | 100   | 100   | 3 | recommended                | APPROVED_RECOMMENDED
            -                      | false | 60    | 84.99 | 1 | approved                   | APPROVED
            -                      | false | 60    | 70    | 1 | approved                   | APPROVED
            -                      | false | 76.39 | 79.24 | 1 | approved                   | APPROVED
            -                      | false | 60    | 70    | 3 | approved                   | APPROVED
            -                      | false | 59.99 | 75    | 1 | approved-with-notes        | APPROVED_WITH_NOTES
            -                      | false | 50    | 75    | 3 | approved-with-notes        | APPROVED_WITH_NOTES
            -                      | false | 50    | 90    | 1 | approved-with-notes        | APPROVED_WITH_NOTES
            -                      | false | 59.99 | 74.99 | 1 | revise                     | REVISE
            -                      | false | 59.99 | 70    | 1 | revise                     | REVISE
            -                      | false | 60    | 69.99 | 1 | revise                     | REVISE
            -                      | false | 50    | 60    | 2 | revise                     | REVISE
            -                      | false | 50    | 59.99 | 2 | revise-or-withdraw         | REVISE_CONSIDER_WITHDRAWING
            -                      | false | 55    | 55    | 1 | revise-or-withdraw         | REVISE_CONSIDER_WITHDRAWING
            -                      | false | 59.99 | 74.99 | 3 | last-round                 | REJECTED
            -                      | false | 60    | 69.99 | 3 | last-round                 | REJECTED
            -                      | false | 50    | 59.99 | 3 | last-round                 | REJECTED
            -                      | false | 50    | 59.99 | 4 | last-round                 | REJECTED
            """
                    .lines()
                    .toList();

    private static final DecisionTables TABLE = new DecisionTables(ReviewModel.DECISION_REVIEW_OUTCOME);

    @TestFactory
    Stream<DynamicTest> givenAVector_whenDecided_thenItsRowFitsFirst() {
        return VECTORS.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    List<String> cells = cells(line);
                    DecisionTables.Answer answer = TABLE.decide(inputs(cells));
                    assertThat(answer.rows()).containsExactly(cells.get(5));
                    assertThat(answer.outputs()).isEqualTo(Map.of("outcome", cells.get(6)));
                }));
    }

    @Test
    void givenAllVectors_whenTheirRowsAreCollected_thenEveryRowOfTheTableIsReached() {
        Set<String> reached = new HashSet<>();
        VECTORS.forEach(line -> reached.add(cells(line).get(5)));

        assertThat(reached).isEqualTo(TABLE.rows());
    }

    @Test
    void givenTheWorkedExample_whenItsFormsAreWeighted_thenTheCompositeIs79Point24AndApproved() {
        double expert = (85.00 + 75.00) / 2;
        double teacher = 76.39;
        double technician = 82.50;
        double composite = 0.45 * expert + 0.35 * teacher + 0.20 * technician;

        assertThat(composite).isCloseTo(79.24, within(0.005));
        assertThat(TABLE.decide(inputs(List.of("-", "false", "" + teacher, "" + composite, "1")))
                        .outputs())
                .containsEntry("outcome", "APPROVED");
    }

    @Test
    void givenAnyScoresInAnyRound_whenDecided_thenThereIsAlwaysAnOutcome() {
        for (int minimum = 0; minimum <= 100; minimum += 5) {
            for (int composite = minimum; composite <= 100; composite += 5) {
                for (int round = 1; round <= 4; round++) {
                    List<String> cells = List.of("-", "false", "" + minimum, "" + composite, "" + round);
                    assertThat(ReviewModel.OUTCOMES)
                            .contains(String.valueOf(
                                    TABLE.decide(inputs(cells)).outputs().get("outcome")));
                }
            }
        }
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|")).map(String::strip).toList();
    }

    private static Map<String, Object> inputs(List<String> cells) {
        List<String> vetoes = List.of(cells.get(0).split(" "));
        return Map.of(
                "hardVeto", vetoes.contains("hard"),
                "duplicateVeto", vetoes.contains("duplicate"),
                "fixableVeto", vetoes.contains("fixable"),
                "meeting",
                        vetoes.stream()
                                .filter(Set.of("APPROVE", "RETURN", "REJECT")::contains)
                                .findFirst()
                                .orElse("NONE"),
                "criticalFailed", Boolean.valueOf(cells.get(1)),
                "minRoleScore", Double.valueOf(cells.get(2)),
                "composite", Double.valueOf(cells.get(3)),
                "round", Integer.valueOf(cells.get(4)));
    }
}
