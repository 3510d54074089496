package org.coursewarecommons.usage.feedback;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.usage.feedback.Questionnaire.Item;
import org.coursewarecommons.usage.feedback.Questionnaire.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, in groups of at least {@value #FEWEST} only. Where a group is left out, so much is left out beside it
 * that nobody can find its answers by taking the shown groups from the whole.
 */
final class QuestionnaireResults {

    /** DOMAIN 4.12. */
    static final int FEWEST = 5;

    private QuestionnaireResults() {}

    /**
     * The results of a questionnaire.
     *
     * @param published false when fewer than 5 have answered; the rest is empty then
     * @param note what the figures measure and what not
     */
    @Schema(name = "QuestionnaireResults", description = "问卷结果")
    record View(
            UUID questionnaireId,
            boolean published,
            @Nullable Group all,
            @Schema(maxLength = 10) List<Group> byArea,
            @Schema(maxLength = 300) String note) {}

    /** @param area of the answerers' schools; null for all together */
    @Schema(name = "QuestionnaireGroup", description = "问卷分组结果")
    record Group(
            @Nullable @Schema(maxLength = 10) String area,
            int answers,
            @Schema(maxLength = 30) List<ItemResult> items) {}

    /**
     * One question's answers.
     *
     * @param mean of SCALE and SMILEY, two decimals
     * @param counts by answer; empty for texts
     * @param texts in the order of the alphabet, for those who made the questionnaire and the staff
     */
    @Schema(name = "QuestionnaireItemResult", description = "单题结果")
    record ItemResult(
            @Schema(maxLength = 20) String id,
            Kind kind,
            int answers,
            @Nullable Double mean,
            Map<String, Integer> counts,
            @Schema(maxLength = 10_000) List<String> texts) {}

    /** The areas that may be shown: those of at least five, and no single one left to be computed. */
    static List<String> shown(Map<String, Integer> answered) {
        List<String> shown = new ArrayList<>(answered.entrySet().stream()
                .filter(it -> it.getValue() >= FEWEST && !it.getKey().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getKey)
                .toList());
        int hidden = answered.entrySet().stream()
                .filter(it -> !shown.contains(it.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        if (hidden > 0 && hidden < FEWEST && !shown.isEmpty()) {
            shown.stream().min(Comparator.comparing(answered::get)).ifPresent(shown::remove);
        }
        return shown;
    }

    static View of(
            Questionnaire questionnaire,
            Map<String, Integer> answered,
            List<QuestionnaireRows.Tally> tallies,
            boolean withTexts,
            String note) {
        int all = answered.values().stream().mapToInt(Integer::intValue).sum();
        if (all < FEWEST) {
            return new View(questionnaire.id(), false, null, List.of(), note);
        }
        List<Group> groups = shown(answered).stream()
                .map(area -> group(
                        questionnaire,
                        area,
                        answered.get(area),
                        tallies.stream().filter(it -> it.area().equals(area)).toList(),
                        false))
                .toList();
        return new View(questionnaire.id(), true, group(questionnaire, null, all, tallies, withTexts), groups, note);
    }

    private static Group group(
            Questionnaire questionnaire,
            @Nullable String area,
            int answers,
            List<QuestionnaireRows.Tally> tallies,
            boolean withTexts) {
        return new Group(
                area,
                answers,
                questionnaire.items().stream()
                        .map(item -> item(
                                item,
                                tallies.stream()
                                        .filter(it -> it.item().equals(item.id()))
                                        .toList(),
                                withTexts))
                        .toList());
    }

    private static ItemResult item(Item item, List<QuestionnaireRows.Tally> tallies, boolean withTexts) {
        int answers = tallies.stream().mapToInt(QuestionnaireRows.Tally::count).sum();
        if (item.kind() == Kind.TEXT) {
            List<String> texts = withTexts
                    ? tallies.stream()
                            .map(QuestionnaireRows.Tally::answer)
                            .distinct()
                            .sorted()
                            .toList()
                    : List.of();
            return new ItemResult(item.id(), item.kind(), answers, null, Map.of(), texts);
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        tallies.forEach(it -> counts.merge(it.answer(), it.count(), Integer::sum));
        return new ItemResult(item.id(), item.kind(), answers, mean(item, counts, answers), counts, List.of());
    }

    private static @Nullable Double mean(Item item, Map<String, Integer> counts, int answers) {
        if (answers == 0 || (item.kind() != Kind.SCALE && item.kind() != Kind.SMILEY)) {
            return null;
        }
        long sum = counts.entrySet().stream()
                .mapToLong(it -> Long.parseLong(it.getKey()) * it.getValue())
                .sum();
        return Math.round(sum * 100.0 / answers) / 100.0;
    }
}
