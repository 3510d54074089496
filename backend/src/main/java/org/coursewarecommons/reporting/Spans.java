package org.coursewarecommons.reporting;

import java.time.Instant;
import java.util.Optional;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which weeks a report is about. */
@Component
class Spans {

    private final Terms terms;
    private final WorkingDays calendar;

    Spans(Terms terms, WorkingDays calendar) {
        this.terms = terms;
        this.calendar = calendar;
    }

    /** @param term null: the current one. @throws ProblemException 400 for a term that the calendar doesn't have */
    Span of(@Nullable String term) {
        return (term == null ? terms.current() : terms.find(term))
                .map(found -> Span.of(found, calendar.zone()))
                .orElseThrow(() -> ProblemException.invalidParameter("term", "unknown-term"));
    }

    /** When the next term begins, so that the holidays after a term belong to it; the term's end when there is none. */
    Instant next(Span span) {
        return terms.all().stream()
                .filter(term -> term.firstDay().isAfter(span.term().lastDay()))
                .findFirst()
                .map(term -> Span.of(term, calendar.zone()).from())
                .orElse(span.until());
    }

    Optional<Span> before(Span span) {
        return terms.before(span.term()).map(term -> Span.of(term, calendar.zone()));
    }
}
