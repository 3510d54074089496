package org.coursewarecommons.shared;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * The district's working-day calendar in the district's time zone: Monday to Friday without the holidays, and with the
 * weekends that are worked in return for them.
 */
public class WorkingDays {

    private static final int HUNDRED = 100;

    private final ZoneId zone;
    private volatile Exceptions exceptions;

    public WorkingDays(ZoneId zone, Set<LocalDate> holidays) {
        this(zone, holidays, Set.of());
    }

    /** @param worked weekend days that are worked */
    public WorkingDays(ZoneId zone, Set<LocalDate> holidays, Set<LocalDate> worked) {
        this.zone = zone;
        this.exceptions = new Exceptions(holidays, worked);
    }

    private record Exceptions(Set<LocalDate> holidays, Set<LocalDate> worked) {

        private Exceptions {
            holidays = Set.copyOf(holidays);
            worked = Set.copyOf(worked);
        }
    }

    /** The district's time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** From now on these are the days that are not what their weekday says. */
    public void replace(Set<LocalDate> holidays, Set<LocalDate> worked) {
        exceptions = new Exceptions(holidays, worked);
    }

    /** The same time of day, {@code days} working days later. @param days 0 or more */
    public Instant plus(Instant from, int days) {
        ZonedDateTime time = from.atZone(zone);
        int left = days;
        while (left > 0) {
            time = time.plusDays(1);
            if (isWorkingDay(time.toLocalDate())) {
                left--;
            }
        }
        return time.toInstant();
    }

    /**
     * The moment at which a share of the working time between two moments is over.
     *
     * @param due as {@link #plus} made it from {@code from}; with parts of days it counts as the next full one
     * @param percent 0 or more; above 100 it lies behind {@code due}
     */
    public Instant share(Instant from, Instant due, int percent) {
        long hours = Duration.ofDays(between(from, due)).toHours() * percent / HUNDRED;
        ZonedDateTime time = plus(from, (int) Duration.ofHours(hours).toDays())
                .atZone(zone)
                .plusHours(Duration.ofHours(hours).toHoursPart());
        while (hours > 0 && !isWorkingDay(time.toLocalDate())) {
            time = time.plusDays(1);
        }
        return time.toInstant();
    }

    /** How many working days after the first moment the second one is reached. */
    public int between(Instant from, Instant until) {
        int days = 0;
        for (Instant time = from; time.isBefore(until); time = plus(time, 1)) {
            days++;
        }
        return days;
    }

    /** The start of a day's successor in the district's zone: what is due "today" is due before it. */
    public Instant endOfDay(Instant time) {
        return time.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The calendar day in the district's zone: rules that hold "from" or "until" a day go by it. */
    public LocalDate dayOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private boolean isWorkingDay(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
        return weekend
                ? exceptions.worked().contains(day)
                : !exceptions.holidays().contains(day);
    }
}
