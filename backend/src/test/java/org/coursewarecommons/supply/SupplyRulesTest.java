package org.coursewarecommons.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coursewarecommons.organisation.Schools.School;
import org.junit.jupiter.api.Test;

/** Rules that need no database. */
class SupplyRulesTest {

    @Test
    void aLessonIsInSeasonWhenItsChapterIsPlanned() {
        assertThat(Season.of(List.of("S1-W07/S1-W08"), "S2")).isEqualTo(new Season("S1", 7, 8));
        assertThat(Season.of(List.of("S1-W07/S1-W08", "S1-W03/S1-W04"), null)).isEqualTo(new Season("S1", 3, 8));
    }

    @Test
    void withoutAPlanTheVolumeSaysTheHalfOfTheYear() {
        assertThat(Season.of(List.of(), "S2")).isEqualTo(new Season("S2", null, null));
        assertThat(Season.of(List.of("unknown"), null)).isEqualTo(Season.ALWAYS);
    }

    @Test
    void whatBelongsToBothHalvesIsAlwaysInSeason() {
        assertThat(Season.of(List.of("S1-W07/S1-W08", "S2-W01/S2-W02"), "S1")).isEqualTo(Season.ALWAYS);
    }

    @Test
    void aGapPressesMoreWithRequestsSmallSubjectsAndMissingTeachers() {
        assertThat(StoredGaps.priority(true, 1, 100, true)).isZero();
        assertThat(StoredGaps.priority(false, 0, 0, false)).isCloseTo(0.5, within(1e-12));
        assertThat(StoredGaps.priority(false, 1, 0, false)).isCloseTo(1, within(1e-12));
        assertThat(StoredGaps.priority(false, 1, 0, true)).isCloseTo(1.5, within(1e-12));
        assertThat(StoredGaps.priority(false, 1, 3, true)).isCloseTo(4.5, within(1e-12));
    }

    @Test
    void theEstimateOfTeachersSpreadsThemOverGradesAndHours() {
        School school = school("PRIMARY", 60);
        assertThat(TeacherEstimate.of(school, "SX", "G03")).isCloseTo(60 / 6.0 * 0.14, within(1e-9));
        assertThat(TeacherEstimate.of(school, "SX", Set.of("G03", "G04", "G09")))
                .isCloseTo(60 / 6.0 * 0.28, within(1e-9));
        assertThat(TeacherEstimate.of(school, "SX", "G07")).isZero();
        assertThat(TeacherEstimate.of(school("JUNIOR", 30), "HX", "G09")).isCloseTo(30 / 3.0 * 0.072, within(1e-9));
    }

    @Test
    void theHoursOfAGradeAddUpToAboutOne() {
        for (String type : List.of("PRIMARY", "JUNIOR")) {
            School school = school(type, 90);
            double posts = List.of(
                            "DF", "YW", "SX", "YY", "LS", "DL", "KX", "WL", "HX", "SW", "XK", "TY", "YS-YL", "YS-MS",
                            "LD", "ZH")
                    .stream()
                    .mapToDouble(subject -> TeacherEstimate.grades(school).stream()
                            .filter(grade -> isTaught(subject, grade))
                            .mapToDouble(grade -> TeacherEstimate.of(school, subject, grade))
                            .sum())
                    .sum();
            assertThat(posts).as(type).isBetween(70.0, 100.0);
        }
    }

    @Test
    void oneInTenOfPositionsFourToTenGoesToUnprovenItems() {
        List<Integer> ranked = IntStream.range(0, 100).boxed().toList();
        List<Integer> unproven = IntStream.range(1000, 1100).boxed().toList();
        Random random = new Random(1);
        int[] shown = new int[21];
        int pages = 20_000;
        for (int page = 0; page < pages; page++) {
            List<Integer> mixed = ExposureSlots.mix(ranked, unproven, 20, random);
            assertThat(mixed).hasSize(20).doesNotHaveDuplicates();
            for (int i = 0; i < mixed.size(); i++) {
                shown[i + 1] += mixed.get(i) >= 1000 ? 1 : 0;
            }
        }
        for (int position = 1; position <= 20; position++) {
            double share = shown[position] / (double) pages;
            assertThat(share)
                    .as("position %d", position)
                    .isCloseTo(position >= 4 && position <= 10 ? 0.1 : 0, within(0.01));
        }
    }

    @Test
    void aListThatProvenItemsCannotFillIsFilledWithOthers() {
        assertThat(ExposureSlots.mix(List.of(1, 2), List.of(8, 9), 20, new Random(1)))
                .containsExactly(1, 2, 8, 9);
        assertThat(ExposureSlots.mix(List.<Integer>of(), List.of(), 20, new Random(1)))
                .isEmpty();
    }

    private static boolean isTaught(String subject, String grade) {
        int number = Integer.parseInt(grade.substring(1));
        return switch (subject) {
            case "YY" -> number >= 3;
            case "LS" -> number >= 7;
            case "DL", "SW" -> number == 7 || number == 8;
            case "KX" -> number <= 6;
            case "WL" -> number >= 8;
            case "HX" -> number == 9;
            case "XK" -> number >= 3 && number <= 8;
            default -> true;
        };
    }

    private static School school(String type, int teachers) {
        return new School(
                UUID.randomUUID(), "X", "X", UUID.randomUUID(), "T", "RURAL", type, teachers, "WEAK", Set.of());
    }
}
