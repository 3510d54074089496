package org.coursewarecommons.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.TimedPart;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts the cycle of a term when the term has ended, so that nobody has to think of it. */
@Component
class TermCalendar implements TimedPart {

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

    /** The morning after the last day of a term. */
    @Override
    public Optional<Instant> next(Instant now) {
        return terms.all().stream()
                .map(term ->
                        term.lastDay().plusDays(1).atStartOfDay(calendar.zone()).toInstant())
                .filter(moment -> enabled && moment.isAfter(now))
                .findFirst();
    }

    @Override
    public void runDue() {
        startDue();
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
