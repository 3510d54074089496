package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SheetCheckTest {

    private static final UUID FILE = UUID.fromString("0197a000-0000-7000-8000-000000000001");
    private static final String COMMENT = "概念准确，活动安排得当。";

    private final Map<String, Integer> fours =
            new HashMap<>(Map.of("E1", 4, "E2", 4, "E3", 4, "E4", 4, "E5", 4, "E6", 4));

    @Test
    void aFullSheetOfMiddlingScoresNeedsNoComment() {
        assertThat(expert("COURSEWARE").faults(sheet(fours, null))).isEmpty();
    }

    @Test
    void everyFaultIsToldWithItsPointer() {
        fours.remove("E6");
        fours.put("E1", 6);
        fours.put("E2", 0);
        fours.put("Z9", 3);
        Decision decision = new Decision(
                fours,
                List.of("E3", "Q1"),
                List.of(new Decision.Veto("V99", "", null), new Decision.Veto("V06", "第 1 页", "宏")),
                List.of(new Decision.Remark(UUID.randomUUID(), "第 2 页", " ")),
                "短",
                Decision.Vote.APPROVE);

        assertThat(pointers(expert("COURSEWARE").faults(decision)))
                .containsExactlyInAnyOrder(
                        "/scores/E6 required",
                        "/scores/E1 range",
                        "/scores/E2 range",
                        "/scores/Z9 no-such-dimension",
                        "/notApplicable/0 must-be-scored",
                        "/notApplicable/1 no-such-dimension",
                        "/comment comment-required",
                        "/vetoes/0/code unknown-code",
                        "/vetoes/0/place required",
                        "/vetoes/0/reason required",
                        "/vetoes/1/code veto-not-yours",
                        "/remarks/0/file unknown-file",
                        "/remarks/0/text required",
                        "/vote not-on-this-task");
    }

    @Test
    void aFiveAsksForTenCharacters() {
        fours.put("E4", 5);

        assertThat(pointers(expert("COURSEWARE").faults(sheet(fours, "写得很好很好很好。"))))
                .containsExactly("/comment comment-required");
        assertThat(expert("COURSEWARE").faults(sheet(fours, COMMENT))).isEmpty();
    }

    @Test
    void aTwoAsksForTenCharacters() {
        fours.put("E4", 2);

        assertThat(pointers(expert("COURSEWARE").faults(sheet(fours, null))))
                .containsExactly("/comment comment-required");
    }

    @Test
    void aDimensionThatDoesNotExistForTheTypeIsNeitherAskedNorTaken() {
        assertThat(pointers(expert("RESEARCH").faults(sheet(fours, null))))
                .containsExactly("/scores/E3 no-such-dimension");
        fours.remove("E3");
        assertThat(expert("RESEARCH").faults(sheet(fours, null))).isEmpty();
    }

    @Test
    void anOptionalDimensionMayBeLeftOutButNotScoredAsWell() {
        SheetCheck check = check("teacher", "COURSEWARE");
        Map<String, Integer> scores = new HashMap<>(Map.of("T1", 4, "T2", 4, "T3", 4, "T5", 4, "T6", 4));

        assertThat(check.faults(new Decision(scores, List.of("T4"), null, null, null, null)))
                .isEmpty();
        scores.put("T4", 4);
        assertThat(pointers(check.faults(new Decision(scores, List.of("T4"), null, null, null, null))))
                .containsExactly("/notApplicable/0 scored-too");
    }

    @Test
    void aVetoWithPlaceAndReasonByARoleThatMayIsTaken() {
        Decision decision = new Decision(
                fours,
                null,
                List.of(new Decision.Veto("V04", "第 7 页", "图片来自他人网站，无授权")),
                List.of(new Decision.Remark(FILE, "第 7 页", "请换图")),
                null,
                null);

        assertThat(expert("COURSEWARE").faults(decision)).isEmpty();
    }

    private static SheetCheck expert(String type) {
        return check("expert", type);
    }

    private static SheetCheck check(String form, String type) {
        return new SheetCheck(RubricFiles.form(form), type, RubricFiles.vetoes(), Set.of(FILE));
    }

    private static Decision sheet(Map<String, Integer> scores, @Nullable String comment) {
        return new Decision(scores, null, null, null, comment, null);
    }

    private static List<String> pointers(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }
}
