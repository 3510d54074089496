package org.coursewarecommons.catalog;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates of the Extended Date/Time Format (ISO 8601-2:2019): level 0 (dates and intervals) and of level 1 the marks
 * {@code ? ~ %} after a date, {@code X} for digits not known and {@code ..} for an open end.
 */
final class Edtf {

    private static final Pattern DATE =
            Pattern.compile("(-?\\d{2}(?:\\d\\d|\\dX|XX))(?:-(\\d\\d|XX)(?:-(\\d\\d|XX))?)?[?~%]?");

    private Edtf() {}

    /** A date, or two with a slash between; either end of an interval may be open or unknown, but not both. */
    static boolean isPeriod(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length == 1) {
            return isDate(text);
        }
        return ends.length == 2
                && (isDate(ends[0]) || isDate(ends[1]))
                && (isDate(ends[0]) || isOpen(ends[0]))
                && (isDate(ends[1]) || isOpen(ends[1]));
    }

    private static boolean isOpen(String end) {
        return end.isEmpty() || end.equals("..");
    }

    private static boolean isDate(String text) {
        Matcher parts = DATE.matcher(text);
        return parts.matches() && exists(parts.group(1), parts.group(2), parts.group(3));
    }

    /** Months and days must be possible ones; where something isn't known, anything is possible. */
    private static boolean exists(String year, @Nullable String month, @Nullable String day) {
        try {
            LocalDate.of(year.contains("X") ? 2000 : Integer.parseInt(year), number(month), number(day));
            return true;
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    private static int number(@Nullable String part) {
        return part == null || part.contains("X") ? 1 : Integer.parseInt(part);
    }
}
