package org.coursewarecommons.organisation;

import java.time.LocalDate;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.stereotype.Component;

/** The day by which memberships, pairings and appointments are valid or not. */
@Component
class Today {

    private final DomainClock clock;
    private final WorkingDays calendar;

    Today(DomainClock clock, WorkingDays calendar) {
        this.clock = clock;
        this.calendar = calendar;
    }

    LocalDate date() {
        return calendar.dayOf(clock.now());
    }
}
