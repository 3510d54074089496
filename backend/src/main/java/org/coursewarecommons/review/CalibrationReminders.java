package org.coursewarecommons.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.TimedPart;
import org.coursewarecommons.shared.WorkingDays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every month has an item that all reviewers score beside a reference. In the middle of one that has none yet, its
 * coordinators are told, once.
 */
@Component
class CalibrationReminders implements TimedPart {

    private static final int DAY = 15;
    private static final int HOUR = 9;

    private final JdbcClient jdbc;
    private final People people;
    private final DomainClock clock;
    private final WorkingDays days;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    CalibrationReminders(
            JdbcClient jdbc,
            People people,
            DomainClock clock,
            WorkingDays days,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
        this.days = days;
        this.transaction = transaction;
        this.events = events;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    @Override
    public void runDue() {
        ZonedDateTime now = clock.now().atZone(days.zone());
        if (!now.isBefore(moment(now))) {
            remind(now.toLocalDate().withDayOfMonth(1));
        }
    }

    @Override
    public Optional<Instant> next(Instant now) {
        ZonedDateTime here = now.atZone(days.zone());
        ZonedDateTime moment = moment(here);
        return Optional.of((moment.isAfter(here) ? moment : moment(here.plusMonths(1))).toInstant());
    }

    /** @return whether anybody was told */
    boolean remind(LocalDate month) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean first = jdbc.sql(
                                    """
                            insert into review.calibration_reminder (month, told_at)
                            select :month, :now
                             where not exists (select 1 from review.calibration where month = :month)
                            on conflict (month) do nothing
                            """)
                            .param("month", month)
                            .param("now", clock.now().atOffset(ZoneOffset.UTC))
                            .update()
                    == 1;
            if (first) {
                Set<UUID> coordinators = people.appointed(Role.REVIEW_COORDINATOR).stream()
                        .map(People.Appointee::personId)
                        .collect(Collectors.toSet());
                events.publishEvent(new DomainEvent.Notice(
                        "calibration.missing",
                        coordinators,
                        Ids.next(),
                        "/calibrations",
                        List.of(month.toString().substring(0, 7))));
            }
            return first;
        }));
    }

    private static ZonedDateTime moment(ZonedDateTime month) {
        return month.toLocalDate().withDayOfMonth(DAY).atTime(HOUR, 0).atZone(month.getZone());
    }
}
