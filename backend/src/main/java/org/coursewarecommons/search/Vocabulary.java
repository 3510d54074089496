package org.coursewarecommons.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * School words that are known by heart: {@code 小学三年级数学PPT} says a grade, a subject and a type. Immutable; made anew
 * whenever the synonyms change.
 */
final class Vocabulary {

    private static final int MAX_ALTERNATIVES = 3;
    /** What is left between two words and asks for nothing. */
    private static final Set<String> FILLERS = Set.of("的", "和", "与", "之", "课", "及", "版");

    private final Map<String, Synonym> byForm = new HashMap<>();
    private final int longest;

    Vocabulary(List<Synonym> synonyms) {
        synonyms.forEach(synonym -> synonym.forms().forEach(form -> byForm.putIfAbsent(key(form), synonym)));
        longest = byForm.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * What a text says.
     *
     * @param whole as typed
     * @param rest without the properties: what it is about; blank when it only names properties
     * @param properties in the order of the text
     * @param alternatives the rest with other words of the same meaning
     */
    record Reading(SearchText whole, SearchText rest, List<Synonym> properties, List<SearchText> alternatives) {

        Reading {
            properties = List.copyOf(properties);
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The longest known words, from left to right. */
    Reading read(SearchText text) {
        String typed = text.folded();
        String lower = typed.toLowerCase(Locale.ROOT);
        StringBuilder rest = new StringBuilder();
        Set<Synonym> properties = new LinkedHashSet<>();
        Map<String, Synonym> words = new HashMap<>();
        for (int at = 0; at < typed.length(); ) {
            String form = lower.length() == typed.length() ? formAt(lower, at) : null;
            if (form == null) {
                rest.append(typed.charAt(at++));
                continue;
            }
            Synonym synonym = byForm.get(form);
            if (synonym.isProperty()) {
                properties.add(synonym);
                rest.append(' ');
            } else {
                words.put(form, synonym);
                rest.append(typed, at, at + form.length());
            }
            at += form.length();
        }
        SearchText about = SearchText.of(withoutFillers(rest.toString()));
        return new Reading(text, about, List.copyOf(properties), alternatives(about, words));
    }

    /** The property that a word names. @param field of {@link Synonym.Meaning} */
    Optional<String> value(String field, String word) {
        Synonym synonym = byForm.get(key(word));
        return synonym == null
                ? Optional.empty()
                : synonym.means().stream()
                        .filter(meaning -> meaning.field().equals(field))
                        .map(Synonym.Meaning::value)
                        .findFirst();
    }

    /** Words that begin so, the shortest first. */
    List<String> startingWith(String typed, int limit) {
        String prefix = key(typed);
        return byForm.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) && !entry.getKey().equals(prefix))
                .map(entry -> entry.getValue().word())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    private String formAt(String text, int at) {
        for (int length = Math.min(longest, text.length() - at); length >= 2; length--) {
            String form = text.substring(at, at + length);
            if (byForm.containsKey(form) && isWhole(text, at, at + length)) {
                return form;
            }
        }
        return null;
    }

    /** No part of a longer Latin word or number: 13年级 is not 3年级. */
    private static boolean isWhole(String text, int from, int to) {
        return !(from > 0 && isLatin(text.charAt(from)) && isLatin(text.charAt(from - 1)))
                && !(to < text.length() && isLatin(text.charAt(to - 1)) && isLatin(text.charAt(to)));
    }

    private static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetterOrDigit(c);
    }

    private static String withoutFillers(String rest) {
        List<String> parts = new ArrayList<>(List.of(rest.strip().split("\\s+")));
        if (parts.size() > 1 || rest.startsWith(" ") || rest.endsWith(" ")) {
            parts.removeIf(FILLERS::contains);
            // 分数的课件 is about 分数.
            parts.replaceAll(part -> part.replaceFirst("(?<=..)的$", ""));
        }
        return String.join(" ", parts);
    }

    private static List<SearchText> alternatives(SearchText about, Map<String, Synonym> words) {
        Set<String> alternatives = new LinkedHashSet<>();
        words.forEach((form, synonym) -> synonym.forms()
                .map(Vocabulary::key)
                .filter(other -> !other.equals(form))
                .forEach(other ->
                        alternatives.add(about.folded().toLowerCase(Locale.ROOT).replace(form, other))));
        return alternatives.stream().limit(MAX_ALTERNATIVES).map(SearchText::of).toList();
    }

    private static String key(String form) {
        return Simplified.fold(form).toLowerCase(Locale.ROOT).strip();
    }
}
