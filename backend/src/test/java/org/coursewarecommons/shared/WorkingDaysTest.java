package org.coursewarecommons.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Around National Day 2026: 1–7 October off, Sunday 20 September and Saturday 10 October worked. */
class WorkingDaysTest {

    private final WorkingDays days = new WorkingDays(
            ZoneId.of("Asia/Shanghai"),
            Set.of(
                    LocalDate.of(2026, 9, 25),
                    LocalDate.of(2026, 10, 1),
                    LocalDate.of(2026, 10, 2),
                    LocalDate.of(2026, 10, 5),
                    LocalDate.of(2026, 10, 6),
                    LocalDate.of(2026, 10, 7)),
            Set.of(LocalDate.of(2026, 9, 20), LocalDate.of(2026, 10, 10)));

    @ParameterizedTest
    @CsvSource({
        "2026-09-14, 0, 2026-09-14",
        "2026-09-14, 3, 2026-09-17",
        "2026-09-18, 1, 2026-09-20",
        "2026-09-19, 1, 2026-09-20",
        "2026-09-24, 1, 2026-09-28",
        "2026-09-30, 1, 2026-10-08",
        "2026-09-30, 3, 2026-10-10",
        "2026-09-30, 4, 2026-10-12"
    })
    void holidaysAreSkippedAndMakeUpDaysCount(String from, int count, String expected) {
        assertThat(days.plus(at(from), count)).isEqualTo(at(expected));
        assertThat(days.between(at(from), at(expected))).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        // 5 working days: 3 are 60 %, 7.5 are 150 %
        "2026-09-14T09:00, 2026-09-20T09:00, 60, 2026-09-17T09:00",
        "2026-09-14T09:00, 2026-09-20T09:00, 100, 2026-09-20T09:00",
        "2026-09-14T09:00, 2026-09-20T09:00, 150, 2026-09-22T21:00",
        // 3 working days: 60 % is a day and 19 hours
        "2026-09-14T09:00, 2026-09-17T09:00, 60, 2026-09-16T04:00",
        // half a day after Wednesday evening ends on a holiday, so it is the first day after
        "2026-09-29T21:00, 2026-09-30T21:00, 150, 2026-10-08T09:00"
    })
    void sharesOfTheTimeAreWorkingTimeToo(String from, String due, int percent, String expected) {
        assertThat(days.share(local(from), local(due), percent)).isEqualTo(local(expected));
    }

    @Test
    void aNewCalendarHoldsAtOnce() {
        days.replace(Set.of(LocalDate.of(2026, 9, 15)), Set.of());

        assertThat(days.plus(at("2026-09-14"), 1)).isEqualTo(at("2026-09-16"));
        assertThat(days.plus(at("2026-09-18"), 1)).isEqualTo(at("2026-09-21"));
    }

    private static Instant at(String day) {
        return local(day + "T09:00");
    }

    private static Instant local(String time) {
        return java.time.LocalDateTime.parse(time)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }
}
