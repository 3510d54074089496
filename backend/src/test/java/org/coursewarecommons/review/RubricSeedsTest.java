package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RubricSeedsTest {

    @ParameterizedTest
    @ValueSource(strings = {"expert", "teacher", "technician"})
    void weightsOfAFormAddUpToAHundred(String name) {
        assertThat(RubricFiles.form(name).dimensions().stream()
                        .mapToInt(Rubric.Dimension::weight)
                        .sum())
                .isEqualTo(100);
    }

    @Test
    void formsBelongToTheirRoles() {
        assertThat(RubricFiles.form("expert").role()).isEqualTo(Role.EXPERT);
        assertThat(RubricFiles.form("teacher").role()).isEqualTo(Role.TEACHER_REVIEWER);
        assertThat(RubricFiles.form("technician").role()).isEqualTo(Role.TECHNICIAN);
    }

    @Test
    void criticalDimensionsAreThoseOfTheRules() {
        assertThat(List.of("expert", "teacher", "technician"))
                .flatMap(name -> RubricFiles.form(name).dimensions())
                .filteredOn(Rubric.Dimension::critical)
                .extracting(Rubric.Dimension::id)
                .containsExactlyInAnyOrder("E1", "E2", "X1");
    }

    @Test
    void vetoClassesAgreeWithTheTaxonomy() {
        // code,name_zh,name_en,hard,class,first_effect,after_confirmation; a quoted English name may hold commas
        Map<String, String> taxonomy = RubricFiles.lines("taxonomy/veto-codes.csv").stream()
                .skip(1)
                .collect(Collectors.toMap(
                        line -> line.substring(0, 3), line -> line.replaceFirst(".*,(true|false),([A-Z]+),.*", "$2")));

        Map<String, String> rules = RubricFiles.vetoes().values().stream()
                .collect(Collectors.toMap(VetoRule::code, rule -> rule.kind().name()));

        assertThat(rules).isEqualTo(taxonomy).hasSize(13);
    }
}
