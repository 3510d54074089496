package org.coursewarecommons.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads the query string strictly: a mistyped name or code is told, not silently ignored. */
@Component
class SearchParser {

    static final int MAX_TEXT = 256;
    private static final int MAX_VALUES = 20;
    private static final Set<String> PLAIN =
            Set.of("q", "publishedAfter", "sort", "facets", "collection", "cursor", "limit");

    private final Catalogue catalogue;
    private final Synonyms synonyms;

    SearchParser(Catalogue catalogue, Synonyms synonyms) {
        this.catalogue = catalogue;
        this.synonyms = synonyms;
    }

    /** @throws ProblemException invalid-parameter naming the parameter and the rule */
    SearchCriteria parse(MultiValueMap<String, String> parameters) {
        Map<SearchFilter, List<String>> filters = new EnumMap<>(SearchFilter.class);
        parameters.forEach((name, values) -> SearchFilter.of(name)
                .ifPresentOrElse(filter -> filters.put(filter, values(filter, values)), () -> plain(name, values)));
        String q = parameters.getFirst("q");
        return new SearchCriteria(
                asked(q == null ? "" : q),
                filters,
                publishedAfter(parameters.getFirst("publishedAfter")),
                sort(parameters.getFirst("sort")),
                facets(parameters.get("facets")),
                null,
                collection(parameters.getFirst("collection")));
    }

    private static void plain(String name, List<String> values) {
        if (!PLAIN.contains(name)) {
            throw ProblemException.invalidParameter(name, "unknown-parameter");
        }
        if (values.size() > 1 && !name.equals("facets")) {
            throw ProblemException.invalidParameter(name, "single");
        }
    }

    private QueryGrammar.Asked asked(String q) {
        if (q.codePointCount(0, q.length()) > MAX_TEXT) {
            throw ProblemException.invalidParameter("q", "length", 0, MAX_TEXT);
        }
        return QueryGrammar.parse(q, this::code);
    }

    /** What is typed for a filter: a code, its name in either language, or a word that means it. */
    private Optional<String> code(SearchFilter filter, String typed) {
        Map<String, String> names = catalogue.names(filter.taxonomy(), Locale.SIMPLIFIED_CHINESE);
        String upper = typed.toUpperCase(Locale.ROOT);
        if (names.containsKey(upper)) {
            return Optional.of(upper);
        }
        return synonyms.vocabulary().value(filter.parameter(), typed).or(() -> Stream.of(
                        Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)
                .flatMap(locale -> catalogue.names(filter.taxonomy(), locale).entrySet().stream())
                .filter(name -> name.getValue().equalsIgnoreCase(typed))
                .map(Map.Entry::getKey)
                .findFirst());
    }

    private List<String> values(SearchFilter filter, List<String> raw) {
        String name = filter.parameter();
        if (raw.size() > MAX_VALUES) {
            throw ProblemException.invalidParameter(name, "length", 1, MAX_VALUES);
        }
        if (filter.taxonomy() == null) {
            return raw.stream().map(id -> uuid(name, id)).toList();
        }
        Map<String, String> known = catalogue.names(filter.taxonomy(), Locale.SIMPLIFIED_CHINESE);
        for (String code : raw) {
            if (!known.containsKey(code)) {
                throw ProblemException.invalidParameter(name, "unknown-code", code);
            }
        }
        return List.copyOf(raw);
    }

    private static String uuid(String name, String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException notAUuid) {
            throw ProblemException.invalidParameter(name, "uuid");
        }
    }

    private static @Nullable UUID collection(@Nullable String id) {
        return id == null ? null : UUID.fromString(uuid("collection", id));
    }

    private static @Nullable Instant publishedAfter(@Nullable String time) {
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException notATime) {
            throw ProblemException.invalidParameter("publishedAfter", "date-time");
        }
    }

    private static SearchSort sort(@Nullable String name) {
        return name == null
                ? SearchSort.RELEVANCE
                : SearchSort.of(name)
                        .orElseThrow(() -> ProblemException.invalidParameter("sort", "unknown-code", name));
    }

    private static Set<SearchFilter> facets(@Nullable List<String> parameters) {
        List<String> names = new ArrayList<>();
        if (parameters != null) {
            parameters.forEach(joined -> names.addAll(List.of(joined.split(",", MAX_VALUES))));
        }
        Set<SearchFilter> facets = EnumSet.noneOf(SearchFilter.class);
        for (String name : names) {
            facets.add(SearchFilter.of(name)
                    .orElseThrow(() -> ProblemException.invalidParameter("facets", "unknown-code", name)));
        }
        return facets;
    }
}
