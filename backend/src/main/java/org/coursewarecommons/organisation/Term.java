package org.coursewarecommons.organisation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * A school term of the district.
 *
 * @param code year of its beginning and S1 or S2, for example {@code 2025S1}; {@code 2025S2} begins in spring 2026
 * @param firstDay in week 1
 * @param teachingWeeks weeks 1 to this one are taught
 * @param examWeeks follow them
 * @param freezeDay from here on its figures stand
 */
public record Term(
        String code, LocalDate firstDay, LocalDate lastDay, int teachingWeeks, int examWeeks, LocalDate freezeDay) {

    private static final int DAYS = 7;

    /** S1 or S2, as in the planned weeks of chapters. */
    public String half() {
        return code.substring(code.length() - 2);
    }

    /** Monday of a week. @param week from 1 */
    public LocalDate monday(int week) {
        return monday(firstDay).plusWeeks(week - 1L);
    }

    /** Monday of the week that a day is in. */
    public static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Week of a day counted from the first; 0 or less before the term, more than there are after it. */
    public int week(LocalDate day) {
        return (int) Math.floorDiv(ChronoUnit.DAYS.between(monday(firstDay), day), DAYS) + 1;
    }

    /** The teaching week to plan for on a day: the first one before the term begins, the last one after it. */
    public int teachingWeek(LocalDate day) {
        return Math.max(1, Math.min(teachingWeeks, week(day)));
    }
}
