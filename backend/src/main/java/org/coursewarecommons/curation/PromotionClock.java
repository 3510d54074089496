package org.coursewarecommons.curation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.OneByOne;
import org.coursewarecommons.shared.TimedPart;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends the marks whose last day is over. */
@Component
class PromotionClock implements TimedPart {

    private static final int BATCH = 100;

    private final PromotionRows rows;
    private final PromotionService service;
    private final DomainClock clock;
    private final WorkingDays calendar;
    private final OneByOne oneByOne;

    PromotionClock(
            PromotionRows rows, PromotionService service, DomainClock clock, WorkingDays calendar, OneByOne oneByOne) {
        this.rows = rows;
        this.service = service;
        this.clock = clock;
        this.calendar = calendar;
        this.oneByOne = oneByOne;
    }

    @Override
    public Optional<Instant> next(Instant now) {
        return rows.firstEnd()
                .map(day -> day.plusDays(1).atStartOfDay(calendar.zone()).toInstant())
                .filter(end -> end.isAfter(now));
    }

    @Override
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    public void runDue() {
        List<UUID> over = rows.over(calendar.dayOf(clock.now()), BATCH);
        while (!over.isEmpty()) {
            oneByOne.each("end of promotion", over, service::end);
            List<UUID> left = rows.over(calendar.dayOf(clock.now()), BATCH);
            // What failed is left for the next time.
            over = left.equals(over) ? List.of() : left;
        }
    }
}
