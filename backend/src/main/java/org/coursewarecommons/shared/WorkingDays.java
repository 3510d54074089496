package org.coursewarecommons.shared;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/** The district's working-day calendar: Monday to Friday without the holidays, in the district's time zone. */
public class WorkingDays {

    private final ZoneId zone;
    private final Set<LocalDate> holidays;

    public WorkingDays(ZoneId zone, Set<LocalDate> holidays) {
        this.zone = zone;
        this.holidays = Set.copyOf(holidays);
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

    /** The start of a day's successor in the district's zone: what is due "today" is due before it. */
    public Instant endOfDay(Instant time) {
        return time.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The calendar day in the district's zone: rules that hold "from" or "until" a day go by it. */
    public LocalDate dayOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /** The district's time zone. */
    public ZoneId zone() {
        return zone;
    }

    private boolean isWorkingDay(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY && !holidays.contains(day);
    }
}
