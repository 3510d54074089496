package org.coursewarecommons.localstack.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A term of {@code seeds/calendar/terms.csv}; weeks are counted from 1 and begin on Mondays. */
record SchoolTerm(
        String code, LocalDate firstDay, LocalDate lastDay, int teachingWeeks, int examWeeks, LocalDate freezeDay) {

    /** S1 or S2. */
    String half() {
        return code.substring(4);
    }

    LocalDate monday(int week) {
        return firstDay.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(week - 1L);
    }
}
