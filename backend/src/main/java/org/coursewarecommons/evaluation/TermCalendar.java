package org.coursewarecommons.evaluation;

import java.time.LocalDate;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts the cycle of a term when the term has ended, so that nobody has to think of it. */
@Component
class TermCalendar {

    private final CycleService service;
    private final Terms terms;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final boolean enabled;

    TermCalendar(
            CycleService service,
            Terms terms,
            DomainClock clock,
            WorkingDays calendar,
            @Value("${courseware.evaluation.by-calendar}") boolean enabled) {
        this.service = service;
        this.terms = terms;
        this.clock = clock;
        this.calendar = calendar;
        this.enabled = enabled;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void startDue() {
        if (enabled) {
            LocalDate today = calendar.dayOf(clock.now());
            // Only the last one: terms from before the system went live are nobody's business.
            terms.all().stream()
                    .filter(term -> term.lastDay().isBefore(today))
                    .reduce((earlier, later) -> later)
                    .ifPresent(service::startDue);
        }
    }
}
