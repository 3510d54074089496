package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** DT-R2, DT-R3, DT-R5 and DT-R6: every row, both sides of every boundary. */
class ReviewTablesTest {

    /** A table, the names of its inputs, and lines of inputs | row | answer. */
    private record Vectors(String table, String output, List<String> inputs, String lines) {

        List<List<String>> cells() {
            return lines.lines()
                    .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                    .toList();
        }
    }

    private static final Vectors DISAGREEMENT = new Vectors(
            ReviewModel.DECISION_REVIEW_DISAGREEMENT,
            "action",
            List.of("forms", "criticalSplit", "passSplit", "gap"),
            """
            0 | false | false | 0     | single          | MEAN
            1 | false | false | 0     | single          | MEAN
            2 | false | false | 0     | close           | MEAN
            2 | false | false | 7.99  | close           | MEAN
            2 | false | false | 8     | apart           | CONVERGE
            2 | false | false | 10    | apart           | CONVERGE
            2 | false | false | 11.11 | apart           | CONVERGE
            2 | false | false | 15    | apart           | CONVERGE
            2 | false | false | 15.01 | far-apart       | THIRD
            2 | false | false | 36.25 | far-apart       | THIRD
            2 | true  | false | 0     | critical-split  | THIRD
            2 | true  | true  | 10    | critical-split  | THIRD
            2 | false | true  | 3     | pass-split      | THIRD
            3 | true  | true  | 30    | three           | MEDIAN
            3 | false | false | 0     | three           | MEDIAN
            3 | false | false | 36.25 | three-far-apart | MEETING
            3 | false | false | 30.01 | three-far-apart | MEETING
            """);

    private static final Vectors CLOCKS = new Vectors(
            ReviewModel.DECISION_REVIEW_CLOCKS,
            "workingDays",
            List.of("step", "level"),
            """
            teacherReview          | L1 | school-review     | 3
            technicianReview       | L2 | collective-review | 5
            expertReview           | L2 | collective-review | 5
            teacherReview          | L2 | collective-review | 5
            technicianReview       | L3 | district-review   | 7
            expertReview           | L3 | district-review   | 7
            teacherReview          | L3 | district-review   | 7
            expertConvergence      | L3 | convergence       | 3
            teacherConvergence     | L3 | convergence       | 3
            thirdExpertReview      | L3 | third-reviewer    | 5
            thirdTeacherReview     | L3 | third-reviewer    | 5
            adjudicationExpert     | L3 | adjudication      | 10
            adjudicationTeacher    | L3 | adjudication      | 10
            adjudicationTechnician | L3 | adjudication      | 10
            vetoCheck              | L1 | veto-check        | 1
            authorRevision         | L2 | author-revision   | 20
            """);

    private static final Vectors CONDITIONS = new Vectors(
            ReviewModel.DECISION_PUBLICATION_CONDITIONS,
            "obstacle",
            List.of("targetScope", "promised", "rightsBasis", "rightsFile", "completeness", "openReport"),
            """
            SCHOOL     | false | PERMITTED         | false | 10 | true  | narrower       | NONE
            COLLECTIVE | false | PERMITTED         | false | 10 | true  | narrower       | NONE
            DISTRICT   | false | ORIGINAL          | false | 95 | false | no-promise     | PROMISE_MISSING
            DISTRICT   | true  | PERMITTED         | false | 95 | false | no-rights-file | RIGHTS_FILE_MISSING
            PUBLIC     | true  | STATUTORY_LICENCE | false | 95 | false | no-rights-file | RIGHTS_FILE_MISSING
            DISTRICT   | true  | PERMITTED         | true  | 69 | false | incomplete     | METADATA_INCOMPLETE
            DISTRICT   | true  | ORIGINAL          | false | 70 | true  | reported       | OPEN_REPORT
            DISTRICT   | true  | ORIGINAL          | false | 70 | false | complete       | NONE
            PUBLIC     | true  | PERMITTED         | true  | 70 | false | complete       | NONE
            """);

    private static final Vectors ELIGIBILITY = new Vectors(
            ReviewModel.DECISION_REVIEWER_ELIGIBILITY,
            "rule",
            List.of(
                    "level",
                    "contributor",
                    "sameSchool",
                    "sameCollective",
                    "pairedSchool",
                    "declaredInterest",
                    "scoredBefore",
                    "covered",
                    "openTasks",
                    "overdueTasks"),
            """
            L1 | true  | true  | true  | false | false | false | true  | 0 | 0 | author            | AUTHOR
            L1 | false | true  | true  | false | false | false | true  | 0 | 0 | eligible          | ELIGIBLE
            L2 | false | true  | true  | false | false | false | true  | 0 | 0 | same-school       | SAME_SCHOOL
            L3 | false | true  | true  | false | false | false | true  | 0 | 0 | same-school       | SAME_SCHOOL
            L2 | false | false | true  | false | false | false | true  | 0 | 0 | eligible          | ELIGIBLE
            L3 | false | false | true  | false | false | false | true  | 0 | 0 | same-collective   | SAME_COLLECTIVE
            L2 | false | false | false | true  | false | false | true  | 0 | 0 | paired-school     | PAIRED_SCHOOL
            L3 | false | false | false | false | true  | false | true  | 0 | 0 | declared-interest | DECLARED_INTEREST
            L3 | false | false | false | false | false | true  | true  | 0 | 0 | scored-before     | SCORED_BEFORE
            L3 | false | false | false | false | false | false | false | 9 | 9 | coverage          | COVERAGE
            L3 | false | false | false | false | false | false | true  | 8 | 0 | capacity          | CAPACITY
            L3 | false | false | false | false | false | false | true  | 7 | 3 | overdue           | OVERDUE
            L3 | false | false | false | false | false | false | true  | 7 | 2 | eligible          | ELIGIBLE
            """);

    private static final List<Vectors> ALL = List.of(DISAGREEMENT, CLOCKS, CONDITIONS, ELIGIBILITY);

    @TestFactory
    Stream<DynamicTest> givenAVector_whenDecided_thenItsRowFitsFirst() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Vectors vectors : ALL) {
            DecisionTables table = new DecisionTables(vectors.table());
            for (List<String> cells : vectors.cells()) {
                tests.add(DynamicTest.dynamicTest(vectors.table() + cells, () -> {
                    DecisionTables.Answer answer = table.decide(inputs(vectors, cells));
                    int inputs = vectors.inputs().size();
                    assertThat(answer.rows()).containsExactly(cells.get(inputs));
                    assertThat(String.valueOf(answer.outputs().get(vectors.output())))
                            .isEqualTo(cells.get(inputs + 1));
                }));
            }
        }
        return tests.stream();
    }

    @Test
    void givenAllVectors_whenTheirRowsAreCollected_thenEveryRowOfEachTableIsReached() {
        assertThat(ALL).allSatisfy(vectors -> {
            Set<String> reached = vectors.cells().stream()
                    .map(cells -> cells.get(vectors.inputs().size()))
                    .collect(Collectors.toSet());
            assertThat(reached).isEqualTo(new DecisionTables(vectors.table()).rows());
        });
    }

    private static Map<String, Object> inputs(Vectors vectors, List<String> cells) {
        Map<String, Object> inputs = new HashMap<>();
        for (int i = 0; i < vectors.inputs().size(); i++) {
            inputs.put(vectors.inputs().get(i), value(cells.get(i)));
        }
        return inputs;
    }

    private static Object value(String cell) {
        if (cell.equals("true") || cell.equals("false")) {
            return Boolean.valueOf(cell);
        }
        return cell.matches("\\d+") ? Integer.valueOf(cell) : cell.matches("\\d+\\.\\d+") ? Double.valueOf(cell) : cell;
    }
}
