package org.coursewarecommons.evaluation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.organisation.Term;

/**
 * The weeks of a window, and in which of them an item can be taught (DOMAIN 4.4). Weeks are counted from the Monday of
 * the oldest term; a season has one character for each, 1 in season.
 *
 * @param terms oldest first; not empty
 */
record SeasonPlan(List<Term> terms) {

    /** {@code S1-W07/S1-W08}. */
    private static final Pattern PLANNED = Pattern.compile("(S[12])-W(\\d{1,2})/(S[12])-W(\\d{1,2})");

    private static final int DAYS = 7;

    SeasonPlan {
        terms = List.copyOf(terms);
    }

    /** @param half S1 or S2 */
    private record Span(String half, int from, int until) {

        boolean has(String otherHalf, int week, int margin) {
            return half.equals(otherHalf) && week >= from - margin && week <= until + margin;
        }
    }

    /** An item's weeks. @param passed a whole season of it lies behind it, in which it was live */
    record Season(String weeks, int liveWeeks, boolean passed) {

        /** How many weeks are in season. */
        int count() {
            return (int) weeks.chars().filter(week -> week == '1').count();
        }
    }

    LocalDate firstWeek() {
        return Term.monday(terms.get(0).firstDay());
    }

    int weeks() {
        return week(terms.get(terms.size() - 1).lastDay());
    }

    /**
     * @param planned weeks of the chapters it belongs to; empty when it stands for no place in a book
     * @param half S1 or S2, the half of the year its volume is for; empty when it is for both
     * @param since when it went live
     * @param lastTerms how many of the terms count
     * @param margin weeks around the planned ones
     */
    Season of(List<String> planned, String half, LocalDate since, int lastTerms, int margin) {
        List<Span> spans = spans(planned);
        char[] weeks = "0".repeat(weeks()).toCharArray();
        int live = 0;
        boolean passed = false;
        for (Term term : terms.subList(Math.max(0, terms.size() - lastTerms), terms.size())) {
            boolean some = false;
            boolean all = true;
            for (int week = 1; week <= term.teachingWeeks(); week++) {
                boolean isLive = !term.monday(week).plusDays(DAYS - 1L).isBefore(since);
                live += isLive ? 1 : 0;
                if (taught(spans, half, term.half(), week, margin)) {
                    some = true;
                    all &= isLive;
                    weeks[week(term.monday(week)) - 1] = isLive ? '1' : '0';
                }
            }
            passed |= some && all;
        }
        return new Season(new String(weeks), live, passed);
    }

    private static boolean taught(List<Span> spans, String half, String termHalf, int week, int margin) {
        if (spans.isEmpty()) {
            return half.isEmpty() || half.equals(termHalf);
        }
        return spans.stream().anyMatch(span -> span.has(termHalf, week, margin));
    }

    private static List<Span> spans(List<String> planned) {
        List<Span> spans = new ArrayList<>();
        for (String weeks : planned) {
            Matcher matcher = PLANNED.matcher(weeks);
            if (matcher.matches() && matcher.group(1).equals(matcher.group(3))) {
                spans.add(new Span(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(4))));
            }
        }
        return spans;
    }

    private int week(LocalDate day) {
        return (int) (ChronoUnit.DAYS.between(firstWeek(), Term.monday(day)) / DAYS) + 1;
    }
}
