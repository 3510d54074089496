package org.coursewarecommons.usage.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be answered, what is kept of it, and what is shown. */
class QuestionnaireRulesTest {

    private static final Questionnaire ASKED = new Questionnaire(
            UUID.randomUUID(),
            "调查",
            Questionnaire.Audience.TEACHER,
            true,
            List.of(
                    item("fit", Questionnaire.Kind.SCALE, true, null),
                    item("smile", Questionnaire.Kind.SMILEY, false, null),
                    item("again", Questionnaire.Kind.YES_NO, false, null),
                    item("step", Questionnaire.Kind.CHOICE, false, List.of("课前", "课中")),
                    item("say", Questionnaire.Kind.TEXT, false, null)),
            Questionnaire.Target.PLATFORM,
            null,
            Instant.EPOCH,
            Instant.MAX,
            UUID.randomUUID());

    private static Questionnaire.Item item(String id, Questionnaire.Kind kind, boolean required, List<String> options) {
        return new Questionnaire.Item(id, kind, id, null, options, required);
    }

    @Test
    void answersAreKeptInTheOrderOfTheQuestionsAndEmptyOnesLeftOut() {
        Map<String, String> given = new LinkedHashMap<>(Map.of("again", "true", "fit", " 5 ", "say", " "));

        assertThat(Answers.checked(ASKED, given)).containsExactly(Map.entry("fit", "5"), Map.entry("again", "true"));
    }

    @Test
    void everyWrongAnswerIsNamed() {
        Map<String, String> given =
                Map.of("smile", "4", "again", "ja", "step", "课后", "other", "1", "say", "长".repeat(501));

        assertThatThrownBy(() -> Answers.checked(ASKED, given))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.faults())
                        .extracting(Fault::pointer)
                        .containsExactlyInAnyOrder(
                                "/answers/fit",
                                "/answers/smile",
                                "/answers/again",
                                "/answers/step",
                                "/answers/other",
                                "/answers/say"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "打我电话 13800138000 吧 | 打我电话 *** 吧",
                "我叫王小明。很喜欢 | ***。很喜欢",
                "写信到 a.b@example.com 谢谢 | 写信到 *** 谢谢",
                "看 https://example.com/x 这里 | 看 *** 这里",
                "第 3 页有 12 个错字 | 第 3 页有 12 个错字",
            })
    void personalDataAreTakenOutOfTexts(String written, String kept) {
        assertThat(Answers.checked(ASKED, Map.of("fit", "3", "say", written))).containsEntry("say", kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Urban, town and rural answers; the groups that are shown.
                "9 | 8 | 7 | RURAL TOWN URBAN",
                // Four rural ones could be computed from the whole and the two others: the smallest other goes, too.
                "9 | 8 | 4 | URBAN",
                "9 | 4 | 4 | URBAN",
                "5 | 0 | 0 | URBAN",
                "5 | 1 | 0 | ''",
                "4 | 4 | 4 | ''",
            })
    void groupsBelowFiveAreHiddenAndCannotBeComputed(int urban, int town, int rural, String shown) {
        Map<String, Integer> answered = new LinkedHashMap<>(Map.of("URBAN", urban, "TOWN", town, "RURAL", rural));
        answered.values().removeIf(count -> count == 0);

        assertThat(String.join(" ", QuestionnaireResults.shown(answered))).isEqualTo(shown);
    }

    @Test
    void fewerThanFiveAnswersAreNotPublishedAtAll() {
        var view = QuestionnaireResults.of(
                ASKED, Map.of("URBAN", 4), List.of(new QuestionnaireRows.Tally("URBAN", "fit", "5", 4)), true, "");

        assertThat(view.published()).isFalse();
        assertThat(view.all()).isNull();
        assertThat(view.byArea()).isEmpty();
    }

    @Test
    void theMeanIsThatOfAllAnswersOfTheQuestion() {
        var view = QuestionnaireResults.of(
                ASKED,
                Map.of("URBAN", 5, "TOWN", 1),
                List.of(
                        new QuestionnaireRows.Tally("URBAN", "fit", "5", 4),
                        new QuestionnaireRows.Tally("URBAN", "fit", "4", 1),
                        new QuestionnaireRows.Tally("TOWN", "fit", "1", 1),
                        new QuestionnaireRows.Tally("TOWN", "say", "好", 1)),
                false,
                "");

        var fit = view.all().items().get(0);
        assertThat(fit.mean()).isEqualTo(4.17);
        assertThat(fit.counts()).containsEntry("5", 4).containsEntry("1", 1);
        assertThat(view.all().items().get(4).texts()).isEmpty();
        assertThat(view.byArea()).isEmpty();
    }
}
