package org.coursewarecommons.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.coursewarecommons.organisation.Term;

/** The weeks of a term, exam weeks included, by their Mondays; holidays never count. */
record Span(Term term, LocalDate fromWeek, LocalDate untilWeek, Instant from, Instant until) {

    static Span of(Term term, ZoneId zone) {
        LocalDate last = term.monday(term.teachingWeeks() + term.examWeeks());
        return new Span(
                term,
                term.monday(1),
                last,
                term.monday(1).atStartOfDay(zone).toInstant(),
                last.plusWeeks(1).atStartOfDay(zone).toInstant());
    }

    LocalDate lastDay() {
        return untilWeek.plusWeeks(1).minusDays(1);
    }
}
