package org.coursewarecommons.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.coursewarecommons.organisation.Term;
import org.junit.jupiter.api.Test;

class SeasonPlanTest {

    private static final Term AUTUMN =
            new Term("2025S1", LocalDate.of(2025, 9, 1), LocalDate.of(2026, 1, 23), 19, 2, LocalDate.of(2026, 1, 30));
    private static final Term SPRING =
            new Term("2025S2", LocalDate.of(2026, 3, 2), LocalDate.of(2026, 7, 10), 17, 2, LocalDate.of(2026, 7, 17));
    private static final LocalDate LONG_AGO = LocalDate.of(2024, 1, 1);

    private final SeasonPlan plan = new SeasonPlan(List.of(AUTUMN, SPRING));

    @Test
    void aLessonIsInSeasonInItsPlannedWeeksAndTwoAround() {
        SeasonPlan.Season season = plan.of(List.of("S1-W07/S1-W08"), "S1", LONG_AGO, 2, 2);

        assertThat(season.weeks()).startsWith("000011111100").hasSize(plan.weeks());
        assertThat(season.count()).isEqualTo(6);
        assertThat(season.passed()).isTrue();
    }

    @Test
    void theMarginEndsWithTheTermsTeaching() {
        assertThat(plan.of(List.of("S1-W01/S1-W01"), "S1", LONG_AGO, 2, 2).count())
                .isEqualTo(3);
        assertThat(plan.of(List.of("S2-W17/S2-W17"), "S2", LONG_AGO, 2, 2).count())
                .isEqualTo(3);
    }

    @Test
    void aVolumeIsTaughtInItsHalfAndTheRestAllYearButNeverInExamsAndHolidays() {
        assertThat(plan.of(List.of(), "S2", LONG_AGO, 2, 2).count()).isEqualTo(17);
        assertThat(plan.of(List.of(), "", LONG_AGO, 2, 2).count()).isEqualTo(19 + 17);
    }

    @Test
    void onlyWeeksInWhichItIsLiveCountAndAHalfSeasonIsNoneThatPassed() {
        // Monday of the tenth teaching week.
        LocalDate since = AUTUMN.monday(10);

        SeasonPlan.Season season = plan.of(List.of(), "S1", since, 2, 2);

        assertThat(season.count()).isEqualTo(10);
        assertThat(season.passed()).isFalse();
        assertThat(season.liveWeeks()).isEqualTo(10 + 17);
    }

    @Test
    void onlyTheLastTermsCount() {
        assertThat(plan.of(List.of(), "", LONG_AGO, 1, 2).weeks())
                .startsWith("0".repeat(26))
                .endsWith("1".repeat(17) + "00");
    }

    @Test
    void aPlanThatCannotBeReadIsNoPlan() {
        assertThat(plan.of(List.of("sometime"), "S2", LONG_AGO, 2, 2).count()).isEqualTo(17);
    }
}
