package org.coursewarecommons.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The half year that a term's figures are about. Reviews go on in the holidays, so the halves follow each other without
 * a gap: S1 from August, S2 from February.
 *
 * @param code year in which the school year begins and S1 or S2: {@code 2025S2} is spring 2026
 * @param until the first moment of the next term
 */
record ReviewTerm(String code, Instant from, Instant until) {

    private static final Pattern CODE = Pattern.compile("(20\\d\\d)S([12])");
    private static final int HALF = 6;

    /** @param code null for the term of that day @throws ProblemException 400 for what is no term */
    static ReviewTerm of(@Nullable String code, LocalDate today, ZoneId zone) {
        String asked = code == null ? on(today) : code;
        Matcher parts = CODE.matcher(asked);
        if (!parts.matches()) {
            throw ProblemException.invalidParameter("term", "unknown-term", asked);
        }
        int year = Integer.parseInt(parts.group(1));
        LocalDate start = parts.group(2).equals("1")
                ? LocalDate.of(year, Month.AUGUST, 1)
                : LocalDate.of(year + 1, Month.FEBRUARY, 1);
        return new ReviewTerm(
                asked,
                start.atStartOfDay(zone).toInstant(),
                start.plusMonths(HALF).atStartOfDay(zone).toInstant());
    }

    private static String on(LocalDate day) {
        boolean first = day.getMonthValue() >= Month.AUGUST.getValue() || day.getMonth() == Month.JANUARY;
        int year = day.getMonthValue() >= Month.AUGUST.getValue() ? day.getYear() : day.getYear() - 1;
        return year + (first ? "S1" : "S2");
    }
}
