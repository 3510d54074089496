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

    @ParameterizedTest
    @ValueSource(strings = {"expert", "teacher", "technician"})
    void everyDimensionSaysInBothLanguagesWhatFiveThreeAndOneMean(String name) {
        assertThat(RubricFiles.form(name).dimensions()).isNotEmpty().allSatisfy(dimension -> {
            assertThat(dimension.anchors().keySet()).containsExactlyInAnyOrder(5, 3, 1);
            assertThat(dimension.anchors().values())
                    .allSatisfy(texts -> assertThat(texts.keySet()).containsExactlyInAnyOrder("zh", "en"));
        });
    }

    @Test
    void dimensionsThatDontExistForATypeAreThoseOfTheRules() {
        assertThat(dimension("expert", "E3").offTypes())
                .containsExactlyInAnyOrder("CLUB_COURSE", "TOPIC_PACK", "RESEARCH", "TRAINING");
        assertThat(dimension("teacher", "T4").offTypes())
                .doesNotContain("EXERCISE", "QUIZ_BANK", "PAPER", "LESSON_PACK", "TASK_SHEET", "COURSEWARE")
                .contains("CASE", "RESEARCH");
        assertThat(List.of("expert", "teacher", "technician"))
                .flatMap(name -> RubricFiles.form(name).dimensions())
                .filteredOn(Rubric.Dimension::optional)
                .extracting(Rubric.Dimension::id)
                .containsExactlyInAnyOrder("T4", "X3");
        assertThat(List.of("T1", "T3"))
                .allSatisfy(id -> assertThat(dimension("teacher", id).readAs()).isNotNull());
    }

    private static Rubric.Dimension dimension(String form, String id) {
        return RubricFiles.form(form).dimensions().stream()
                .filter(dimension -> dimension.id().equals(id))
                .findFirst()
                .orElseThrow();
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
