package org.coursewarecommons.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When the term's plan teaches something (DOMAIN 4.4).
 *
 * @param half S1 or S2; null: all the year
 * @param from first planned week; null: all weeks of the half
 */
record Season(@Nullable String half, @Nullable Integer from, @Nullable Integer until) {

    static final Season ALWAYS = new Season(null, null, null);

    /** {@code S1-W07/S1-W08}. */
    private static final Pattern PLANNED = Pattern.compile("(S[12])-W(\\d{1,2})/(S[12])-W(\\d{1,2})");

    /**
     * @param planned of the chapters it belongs to, as the book's plan has them
     * @param volumeHalf the half in which its volume is taught, when only that is known
     */
    static Season of(List<String> planned, @Nullable String volumeHalf) {
        List<Season> seasons = new ArrayList<>();
        for (String weeks : planned) {
            Matcher matcher = PLANNED.matcher(weeks);
            if (matcher.matches() && matcher.group(1).equals(matcher.group(3))) {
                seasons.add(new Season(
                        matcher.group(1), Integer.valueOf(matcher.group(2)), Integer.valueOf(matcher.group(4))));
            }
        }
        if (seasons.isEmpty()) {
            return volumeHalf == null ? ALWAYS : new Season(volumeHalf, null, null);
        }
        return seasons.stream().reduce(Season::with).orElse(ALWAYS);
    }

    /** What belongs to both halves of the year is in season at any time. */
    private Season with(Season other) {
        if (half == null || from == null || until == null || other.from == null || other.until == null) {
            return ALWAYS;
        }
        return half.equals(other.half)
                ? new Season(half, Math.min(from, other.from), Math.max(until, other.until))
                : ALWAYS;
    }
}
