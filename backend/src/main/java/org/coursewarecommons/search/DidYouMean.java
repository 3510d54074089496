package org.coursewarecommons.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may have been meant, read from the titles of the hits: so nothing is suggested that the caller may not see, and
 * nothing that finds nothing.
 */
final class DidYouMean {

    private static final int LOOKED_AT = 5;
    private static final int LONGEST = 30;
    /** A run of marked Han characters. */
    private static final Pattern MARKED = Pattern.compile("<em>([\\p{IsHan}]{2,})</em>");

    private DidYouMean() {}

    /** The whole query, corrected; null when the hits say what was typed, or nothing like it. */
    static @Nullable String of(Vocabulary.Reading reading, List<SearchPage.Hit> hits) {
        if (hits.isEmpty()) {
            return null;
        }
        String typed = reading.whole().folded();
        String corrected = typed;
        for (SearchText.Chunk chunk : reading.rest().chunks()) {
            String better = chunk.length() < 2 || chunk.length() > LONGEST || isSaid(chunk.text(), hits)
                    ? null
                    : chunk.isHan() ? alike(chunk.text(), hits) : spelt(chunk, hits);
            if (better != null) {
                corrected = corrected.replace(chunk.text(), better);
            }
        }
        return corrected.equals(typed) ? null : corrected;
    }

    private static boolean isSaid(String text, List<SearchPage.Hit> hits) {
        String wanted = plain(text);
        return hits.stream()
                .anyMatch(hit -> plain(String.valueOf(hit.title())).contains(wanted)
                        || plain(String.valueOf(hit.description())).contains(wanted)
                        || hit.highlights().entrySet().stream()
                                .filter(field -> !field.getKey().equals("title"))
                                .flatMap(field -> field.getValue().stream())
                                .anyMatch(marked ->
                                        plain(marked.replaceAll("</?em>", "")).contains(wanted)));
    }

    private static String plain(String text) {
        return Simplified.fold(text).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The part of a title that differs least: at most in every third character. */
    private static @Nullable String alike(String typed, List<SearchPage.Hit> hits) {
        String best = null;
        int least = Math.max(1, typed.length() / 3) + 1;
        for (SearchPage.Hit hit : hits.subList(0, Math.min(LOOKED_AT, hits.size()))) {
            if (!hit.highlights().containsKey("title")) {
                // Found by its codes or its text: its title need not be alike.
                continue;
            }
            String title = Simplified.fold(String.valueOf(hit.title()));
            for (int length : new int[] {typed.length(), typed.length() + 1, typed.length() - 1}) {
                for (int from = 0; length > 1 && from + length <= title.length(); from++) {
                    String part = title.substring(from, from + length);
                    int distance = part.matches("\\p{IsHan}+") ? distance(typed, part) : least;
                    if (distance < least) {
                        least = distance;
                        best = part;
                    }
                }
            }
        }
        return best;
    }

    /** The characters that were found by their sound. */
    private static @Nullable String spelt(SearchText.Chunk typed, List<SearchPage.Hit> hits) {
        if (!typed.isPinyin()) {
            return null;
        }
        for (SearchPage.Hit hit : hits.subList(0, Math.min(LOOKED_AT, hits.size()))) {
            Map<String, List<String>> highlights = hit.highlights();
            for (String title : highlights.getOrDefault("title", List.of())) {
                Matcher marked = MARKED.matcher(title.replace("</em><em>", ""));
                if (marked.find()) {
                    return marked.group(1);
                }
            }
        }
        return null;
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        int[] costs = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = costs[j];
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                costs[j] = Math.min(Math.min(costs[j - 1], above) + 1, diagonal + same);
                diagonal = above;
            }
        }
        return costs[other.length()];
    }
}
