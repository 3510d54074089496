package org.coursewarecommons.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be typed into the search box: words, {@code "a phrase"}, {@code -not} and {@code field:value}, in any order.
 * Everything else is a word: nothing that is typed is an error, and no operator of the engine means anything.
 */
final class QueryGrammar {

    private static final int MAX_TERMS = 20;
    private static final Map<String, String> TEXT_FIELDS = Map.of(
            "title", "title",
            "标题", "title",
            "description", "description",
            "简介", "description",
            "body", "body",
            "正文", "body",
            "keyword", "keywords",
            "关键词", "keywords");
    private static final Map<String, SearchFilter> FILTERS = Map.of(
            "subject", SearchFilter.SUBJECT,
            "学科", SearchFilter.SUBJECT,
            "grade", SearchFilter.GRADE,
            "年级", SearchFilter.GRADE,
            "type", SearchFilter.TYPE,
            "类型", SearchFilter.TYPE,
            "stage", SearchFilter.STAGE,
            "学段", SearchFilter.STAGE,
            "edition", SearchFilter.EDITION,
            "版本", SearchFilter.EDITION);
    /** An optional minus, an optional field, then a quoted text or a run without spaces. */
    private static final Pattern TERM =
            Pattern.compile("(?<=^|\\s|\")(-)?(?:([\\p{IsHan}A-Za-z]{2,12}):)?(?:\"([^\"]*)\"|(\\S+))");

    private QueryGrammar() {}

    /**
     * A text to be found as it stands.
     *
     * @param field of the index; null for any
     */
    record Part(@Nullable String field, String text) {}

    /**
     * What was asked.
     *
     * @param words without the rest of the grammar
     * @param wanted every one must be there
     * @param unwanted none may be there
     * @param filters several values of one filter mean "one of them"
     * @param excluded values that must not be
     */
    record Asked(
            SearchText words,
            List<Part> wanted,
            List<Part> unwanted,
            Map<SearchFilter, List<String>> filters,
            Map<SearchFilter, List<String>> excluded) {

        Asked {
            wanted = List.copyOf(wanted);
            unwanted = List.copyOf(unwanted);
            filters = Map.copyOf(filters);
            excluded = Map.copyOf(excluded);
        }

        /** Words alone. */
        static Asked of(SearchText words) {
            return new Asked(words, List.of(), List.of(), Map.of(), Map.of());
        }

        /** No text that could be more or less relevant. */
        boolean isBlank() {
            return words.isBlank() && wanted.isEmpty();
        }

        /** Words that nothing can match, like emoji alone. */
        boolean isHopeless() {
            return words.isHopeless() && wanted.isEmpty();
        }
    }

    /** @param codes the code that a value of a filter stands for, by code or by name */
    static Asked parse(String typed, BiFunction<SearchFilter, String, Optional<String>> codes) {
        String text = Simplified.fold(typed).replaceAll("[“”„«»]", "\"").replaceAll("[‐‑–−]", "-");
        StringBuilder words = new StringBuilder();
        List<Part> wanted = new ArrayList<>();
        List<Part> unwanted = new ArrayList<>();
        Map<SearchFilter, List<String>> filters = new EnumMap<>(SearchFilter.class);
        Map<SearchFilter, List<String>> excluded = new EnumMap<>(SearchFilter.class);
        Matcher term = TERM.matcher(text);
        for (int count = 0; count < MAX_TERMS && term.find(); count++) {
            boolean not = term.group(1) != null;
            boolean quoted = term.group(3) != null;
            String value = (quoted ? term.group(3) : term.group(4)).strip();
            String name = term.group(2) == null ? "" : term.group(2).toLowerCase(Locale.ROOT);
            Optional<String> code =
                    Optional.ofNullable(FILTERS.get(name)).flatMap(filter -> codes.apply(filter, value));
            if (code.isPresent()) {
                (not ? excluded : filters)
                        .computeIfAbsent(FILTERS.get(name), filter -> new ArrayList<>())
                        .add(code.get());
            } else if (TEXT_FIELDS.containsKey(name) || quoted || not) {
                String plain = TEXT_FIELDS.containsKey(name) || name.isEmpty() ? value : name + " " + value;
                if (!SearchText.of(plain).chunks().isEmpty()) {
                    (not ? unwanted : wanted).add(new Part(TEXT_FIELDS.get(name), plain));
                }
            } else {
                words.append(' ').append(name.isEmpty() ? value : name + ":" + value);
            }
        }
        return new Asked(SearchText.of(words.toString()), wanted, unwanted, filters, excluded);
    }
}
