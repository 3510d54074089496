package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The vectors of DOMAIN 3.6 and what they leave open. */
class ScoresTest {

    private final Rubric expert = RubricFiles.form("expert");
    private final Rubric teacher = RubricFiles.form("teacher");
    private final Rubric technician = RubricFiles.form("technician");

    @Test
    void expertFormsScoreAsInTheVectors() {
        assertThat(score(expert, 5, 5, 4, 4, 4, 4)).isEqualTo("85.00");
        assertThat(score(expert, 5, 4, 4, 4, 3, 4)).isEqualTo("75.00");
        assertThat(score(expert, 5, 5, 5, 4, 4, 4)).isEqualTo("90.00");
        assertThat(score(expert, 4, 3, 3, 3, 3, 3)).isEqualTo("53.75");
        assertThat(score(expert, 4, 4, 4, 4, 3, 4)).isEqualTo("71.25");
    }

    @Test
    void aDimensionLeftOutGivesItsWeightToTheOthers() {
        assertThat(score(teacher, 4, 4, 4, null, 3, 4)).isEqualTo("70.83");
        assertThat(score(teacher, 5, 4, 4, null, 4, 4)).isEqualTo("81.94");
    }

    @Test
    void technicianFormsScoreAsInTheVectors() {
        assertThat(score(technician, 5, 5, 4, 4, 3, 4, 4)).isEqualTo("82.50");
    }

    @Test
    void theCompositeWeighsTheMeansOfTheRoles() {
        RoundResult result = round(
                sheet(expert, 5, 5, 4, 4, 4, 4),
                sheet(expert, 5, 4, 4, 4, 3, 4),
                sheet(teacher, 4, 4, 4, null, 3, 4),
                sheet(teacher, 5, 4, 4, null, 4, 4),
                sheet(technician, 5, 5, 4, 4, 3, 4, 4));

        assertThat(rounded(result.roleScores().get("E"))).isEqualTo("80.00");
        assertThat(rounded(result.roleScores().get("T"))).isEqualTo("76.39");
        assertThat(rounded(result.composite())).isEqualTo("79.24");
        assertThat(rounded(result.minRoleScore())).isEqualTo("76.39");
        assertThat(result.criticalFailed()).isFalse();
    }

    @Test
    void theWeightOfARoleThatWasNotAskedIsSpreadOverTheOthers() {
        RoundResult teacherAlone = round(sheet(teacher, 4, 4, 4, null, 3, 4));
        RoundResult withoutExpert = round(sheet(teacher, 4, 4, 4, null, 3, 4), sheet(technician, 5, 5, 4, 4, 3, 4, 4));

        assertThat(rounded(teacherAlone.composite())).isEqualTo("70.83");
        // (.35 * 70.8333 + .20 * 82.5) / .55
        assertThat(rounded(withoutExpert.composite())).isEqualTo("75.08");
    }

    @Test
    void aCriticalDimensionWithTwoFailsAFormWhateverItsScore() {
        FormScore failed = FormScore.of(expert, "COURSEWARE", scores(expert, 5, 2, 5, 5, 5, 5));

        assertThat(failed.score()).isGreaterThan(BigDecimal.valueOf(80));
        assertThat(failed.criticalFailed()).isTrue();
        assertThat(failed.passed()).isFalse();
    }

    @Test
    void sixtyPassesAndLessDoesNot() {
        // E: 15,25,20,15,15,10; all 3 is 50; E2 and E4 at 4 add 6.25 + 3.75.
        assertThat(FormScore.of(expert, "COURSEWARE", scores(expert, 3, 4, 3, 4, 3, 3))
                        .passed())
                .isTrue();
        assertThat(FormScore.of(expert, "COURSEWARE", scores(expert, 3, 4, 3, 3, 3, 3))
                        .passed())
                .isFalse();
    }

    @Test
    void aDimensionThatDoesNotExistForTheTypeIsNotWeighed() {
        Map<String, Integer> scores = scores(expert, 4, 4, 1, 4, 4, 4);

        assertThat(rounded(FormScore.of(expert, "RESEARCH", scores).score())).isEqualTo("75.00");
        assertThat(rounded(FormScore.of(expert, "COURSEWARE", scores).score())).isEqualTo("60.00");
    }

    @Test
    void aRoundWithoutTechnicianPassesTheTechniciansGate() {
        assertThat(round(sheet(teacher, 4, 4, 4, null, 3, 4)).passed("X")).isTrue();
        assertThat(round(sheet(technician, 2, 5, 5, 5, 5, 5, 5)).passed("X")).isFalse();
    }

    private RoundResult round(ScoreSheet... sheets) {
        return new RoundResult(List.of(sheets), Map.of("E", expert, "T", teacher, "X", technician));
    }

    private static ScoreSheet sheet(Rubric rubric, Integer... values) {
        Map<String, Integer> scores = scores(rubric, values);
        FormScore score = FormScore.of(rubric, "COURSEWARE", scores);
        return new ScoreSheet(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                Level.L3,
                UUID.randomUUID(),
                rubric.form(),
                rubric.version(),
                scores,
                List.of(),
                score.score(),
                score.passed(),
                score.criticalFailed(),
                new ArrayList<>(),
                null,
                Instant.EPOCH,
                null,
                null);
    }

    private static String score(Rubric rubric, Integer... values) {
        return rounded(
                FormScore.of(rubric, "COURSEWARE", scores(rubric, values)).score());
    }

    private static Map<String, Integer> scores(Rubric rubric, Integer... values) {
        Map<String, Integer> scores = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                scores.put(rubric.dimensions().get(i).id(), values[i]);
            }
        }
        return scores;
    }

    private static String rounded(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
