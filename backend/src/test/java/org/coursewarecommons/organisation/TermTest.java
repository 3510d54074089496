package org.coursewarecommons.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Weeks of a term. */
class TermTest {

    private static final Term TERM = new Term(
            "2025S2",
            LocalDate.parse("2026-03-02"),
            LocalDate.parse("2026-07-10"),
            17,
            2,
            LocalDate.parse("2026-07-17"));

    @Test
    void weeksBeginOnMonday() {
        assertThat(TERM.week(LocalDate.parse("2026-03-02"))).isEqualTo(1);
        assertThat(TERM.week(LocalDate.parse("2026-03-08"))).isEqualTo(1);
        assertThat(TERM.week(LocalDate.parse("2026-03-09"))).isEqualTo(2);
        assertThat(TERM.week(LocalDate.parse("2026-03-01"))).isZero();
        assertThat(TERM.monday(19)).isEqualTo("2026-07-06");
    }

    @Test
    void aTermThatBeginsInTheMiddleOfAWeekHasThatWeekAsItsFirst() {
        Term wednesday =
                new Term("2026S1", LocalDate.parse("2026-09-02"), LocalDate.parse("2027-01-22"), 19, 2, LocalDate.MAX);
        assertThat(wednesday.week(LocalDate.parse("2026-09-02"))).isEqualTo(1);
        assertThat(wednesday.week(LocalDate.parse("2026-09-07"))).isEqualTo(2);
    }

    @Test
    void lessonsArePlannedForAWeekOfTeaching() {
        assertThat(TERM.teachingWeek(LocalDate.parse("2026-02-20"))).isEqualTo(1);
        assertThat(TERM.teachingWeek(LocalDate.parse("2026-04-15"))).isEqualTo(7);
        assertThat(TERM.teachingWeek(LocalDate.parse("2026-07-10"))).isEqualTo(17);
        assertThat(TERM.half()).isEqualTo("S2");
    }
}
