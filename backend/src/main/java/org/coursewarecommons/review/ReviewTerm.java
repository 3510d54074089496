package org.coursewarecommons.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The time that a term's figures are about. Reviews go on in the holidays, so it lasts until the next term begins. A term
 * that the calendar doesn't plan begins in August (S1) or February (S2).
 *
 * @param code year in which the school year begins and S1 or S2: {@code 2025S2} is spring 2026
 * @param until the first moment of the next term
 */
record ReviewTerm(String code, Instant from, Instant until) {

    private static final Pattern CODE = Pattern.compile("(20\\d\\d)S([12])");

    /**
     * @param code null for the term of that day
     * @param planned first days by code, as the calendar has them
     * @throws ProblemException 400 for what is no term
     */
    static ReviewTerm of(
            @Nullable String code, LocalDate today, ZoneId zone, Function<String, Optional<LocalDate>> planned) {
        String asked = code == null ? on(today, planned) : code;
        Matcher parts = CODE.matcher(asked);
        if (!parts.matches()) {
            throw ProblemException.invalidParameter("term", "unknown-term", asked);
        }
        int year = Integer.parseInt(parts.group(1));
        boolean first = parts.group(2).equals("1");
        String next = first ? year + "S2" : year + 1 + "S1";
        return new ReviewTerm(
                asked,
                begin(asked, planned).atStartOfDay(zone).toInstant(),
                begin(next, planned).atStartOfDay(zone).toInstant());
    }

    private static LocalDate begin(String code, Function<String, Optional<LocalDate>> planned) {
        int year = Integer.parseInt(code.substring(0, code.length() - 2));
        return planned.apply(code)
                .orElse(
                        code.endsWith("S1")
                                ? LocalDate.of(year, Month.AUGUST, 1)
                                : LocalDate.of(year + 1, Month.FEBRUARY, 1));
    }

    /** The last one that has begun. */
    private static String on(LocalDate day, Function<String, Optional<LocalDate>> planned) {
        for (int year = day.getYear(); ; year--) {
            for (String half : new String[] {"S2", "S1"}) {
                if (!begin(year + half, planned).isAfter(day)) {
                    return year + half;
                }
            }
        }
    }
}
