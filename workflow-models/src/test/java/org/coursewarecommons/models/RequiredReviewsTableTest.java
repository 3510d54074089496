package org.coursewarecommons.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DT-R1 for every scope and kind of version. */
class RequiredReviewsTableTest {

    private final DecisionTables table = new DecisionTables(ReviewModel.DECISION_REQUIRED_REVIEWS);

    @ParameterizedTest
    @CsvSource({
        "SCHOOL, MAJOR, school, 0, 1, 0",
        "SCHOOL, MINOR, school, 0, 1, 0",
        "COLLECTIVE, MAJOR, collective-major, 1, 1, 1",
        "COLLECTIVE, MINOR, shared-minor, 0, 1, 1",
        "DISTRICT, MAJOR, district-major, 2, 2, 1",
        "DISTRICT, MINOR, shared-minor, 0, 1, 1",
        "PUBLIC, MAJOR, public, 3, 2, 1",
        "PUBLIC, MINOR, public, 3, 2, 1"
    })
    void givenScopeAndKind_whenAsked_thenExactlyOneRowSaysHowManyOfEachRole(
            String scope, String kind, String row, int experts, int teachers, int technicians) {
        DecisionTables.Answer answer = table.decide(Map.of("targetScope", scope, "versionKind", kind));

        assertThat(answer.rows()).containsExactly(row);
        assertThat(answer.outputs())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("experts", experts, "teachers", teachers, "technicians", technicians));
    }

    @ParameterizedTest
    @CsvSource({"GALAXY, MAJOR", "DISTRICT, HUGE", "district, MAJOR"})
    void givenAnUnknownCode_whenAsked_thenNoRowFits(String scope, String kind) {
        assertThat(table.decide(Map.of("targetScope", scope, "versionKind", kind))
                        .rows())
                .isEmpty();
    }

    @Test
    void givenTheTable_whenItsRowsAreListed_thenNoneIsWithoutATest() {
        assertThat(table.rows())
                .containsExactlyInAnyOrder("school", "collective-major", "district-major", "shared-minor", "public");
    }
}
