package org.coursewarecommons.supply;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.coursewarecommons.organisation.Schools.School;
import org.jspecify.annotations.Nullable;

/**
 * How many teachers of a subject and grade a school has. The district's lists only know all teachers of a school, so this
 * spreads them evenly over its grades and, within a grade, by the hours that the curriculum gives the subject
 * (DOMAIN 1.4, middle of each span). It is an estimate in full posts, and answers made from it say so.
 */
public final class TeacherEstimate {

    private static final int YEARS = 9;

    /** Share of all hours of the nine years. Subjects that share a span share it by the years they are taught. */
    private static final Map<String, Double> HOURS = Map.ofEntries(
            entry("DF", 0.07),
            entry("YW", 0.21),
            entry("SX", 0.14),
            entry("YY", 0.07),
            entry("LS", 0.021),
            entry("DL", 0.014),
            entry("KX", 0.049),
            entry("WL", 0.016),
            entry("HX", 0.008),
            entry("SW", 0.016),
            entry("XK", 0.02),
            entry("TY", 0.105),
            entry("YS-YL", 0.05),
            entry("YS-MS", 0.05),
            entry("LD", 0.06),
            entry("ZH", 0.05));

    private static final Map<String, Integer> TAUGHT_YEARS = Map.ofEntries(
            entry("YY", 7),
            entry("LS", 3),
            entry("DL", 2),
            entry("KX", 6),
            entry("WL", 2),
            entry("HX", 1),
            entry("SW", 2),
            entry("XK", 6));

    /** Clubs, topics, research and whatever has no hours of its own. */
    private static final double OTHERS = 0.05;

    private TeacherEstimate() {}

    /** Full posts for a subject in one grade of a school; 0 when it doesn't have the grade. */
    public static double of(School school, @Nullable String subject, String grade) {
        List<String> grades = grades(school);
        return grades.contains(grade) ? school.teachers() / (double) grades.size() * share(subject) : 0;
    }

    /** The same over several grades; none given means all that the school has. */
    public static double of(School school, @Nullable String subject, Set<String> grades) {
        return grades(school).stream()
                .filter(grade -> grades.isEmpty() || grades.contains(grade))
                .mapToDouble(grade -> of(school, subject, grade))
                .sum();
    }

    /** {@code G01} … as the type of the school says. */
    public static List<String> grades(School school) {
        return switch (school.type()) {
            case "PRIMARY" -> span(1, 6);
            case "JUNIOR" -> span(7, 9);
            default -> span(1, 9);
        };
    }

    private static double share(@Nullable String subject) {
        Double hours = subject == null ? null : HOURS.get(subject);
        return hours == null ? OTHERS : hours * YEARS / TAUGHT_YEARS.getOrDefault(subject, YEARS);
    }

    private static List<String> span(int from, int until) {
        return IntStream.rangeClosed(from, until)
                .mapToObj(grade -> "G0" + grade)
                .toList();
    }
}
