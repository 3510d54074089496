package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DT-R1 for every level, scope and kind of version. */
class RequiredReviewsTableTest {

    /** level | scope | kind | files changed | row | experts | teachers | technicians | committee */
    private static final List<String> VECTORS =
            """
            L1 | SCHOOL     | MAJOR | true  | school               | 0 | 1 | 0 | false
            L1 | SCHOOL     | MINOR | false | school               | 0 | 1 | 0 | false
            L1 | DISTRICT   | MAJOR | true  | school               | 0 | 1 | 0 | false
            L1 | PUBLIC     | MINOR | false | school               | 0 | 1 | 0 | false
            L2 | COLLECTIVE | MAJOR | true  | collective-major     | 1 | 1 | 1 | false
            L2 | DISTRICT   | MAJOR | false | collective-major     | 1 | 1 | 1 | false
            L3 | DISTRICT   | MAJOR | true  | district-major       | 2 | 2 | 1 | false
            L2 | COLLECTIVE | MINOR | false | shared-minor         | 0 | 1 | 1 | false
            L3 | DISTRICT   | MINOR | false | shared-minor         | 0 | 1 | 1 | false
            L2 | COLLECTIVE | MINOR | true  | shared-minor-content | 1 | 0 | 1 | false
            L3 | DISTRICT   | MINOR | true  | shared-minor-content | 1 | 0 | 1 | false
            L2 | PUBLIC     | MAJOR | true  | public-collective    | 1 | 1 | 1 | false
            L2 | PUBLIC     | MINOR | true  | public-collective    | 1 | 1 | 1 | false
            L3 | PUBLIC     | MAJOR | true  | public               | 3 | 2 | 1 | true
            L3 | PUBLIC     | MINOR | false | public               | 3 | 2 | 1 | true
            """
                    .lines()
                    .toList();

    private final DecisionTables table = new DecisionTables(ReviewModel.DECISION_REQUIRED_REVIEWS);

    static Stream<List<String>> vectors() {
        return VECTORS.stream()
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givenLevelScopeAndKind_whenAsked_thenExactlyOneRowSaysHowManyOfEachRole(List<String> cells) {
        DecisionTables.Answer answer = table.decide(inputs(cells));

        assertThat(answer.rows()).containsExactly(cells.get(4));
        assertThat(answer.outputs())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "experts", Integer.valueOf(cells.get(5)),
                        "teachers", Integer.valueOf(cells.get(6)),
                        "technicians", Integer.valueOf(cells.get(7)),
                        "committee", Boolean.valueOf(cells.get(8))));
    }

    @ParameterizedTest
    @CsvSource({"L2, GALAXY, MAJOR", "L3, DISTRICT, HUGE", "L3, district, MAJOR", "L9, DISTRICT, MAJOR"})
    void givenAnUnknownCode_whenAsked_thenNoRowFits(String level, String scope, String kind) {
        assertThat(table.decide(inputs(List.of(level, scope, kind, "true"))).rows())
                .isEmpty();
    }

    @Test
    void givenTheTable_whenItsRowsAreListed_thenNoneIsWithoutATest() {
        Set<String> tested = new HashSet<>();
        vectors().forEach(cells -> tested.add(cells.get(4)));

        assertThat(tested).isEqualTo(table.rows());
    }

    private static Map<String, Object> inputs(List<String> cells) {
        return Map.of(
                "level", cells.get(0),
                "targetScope", cells.get(1),
                "versionKind", cells.get(2),
                "contentChanged", Boolean.valueOf(cells.get(3)));
    }
}
