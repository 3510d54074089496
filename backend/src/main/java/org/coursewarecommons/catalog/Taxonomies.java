package org.coursewarecommons.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The code lists, as seeded. Few thousand rows that hardly ever change, so they are kept in memory. */
@Component
class Taxonomies {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private volatile Map<String, Map<String, Term>> lists = Map.of();

    Taxonomies(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** A code with its names and whatever else the list says of it. */
    record Term(String code, Map<String, String> name, Map<String, String> properties) {}

    private record Row(String taxonomy, String code, String nameZh, String nameEn, String properties) {}

    boolean has(String taxonomy, String code) {
        return terms(taxonomy).containsKey(code);
    }

    /** The codes of a list; empty for a list that doesn't exist. */
    Set<String> codes(String taxonomy) {
        return terms(taxonomy).keySet();
    }

    /** In list order. @throws ProblemException 404 for a list that doesn't exist */
    List<Term> list(String taxonomy) {
        Map<String, Term> terms = terms(taxonomy);
        if (terms.isEmpty()) {
            throw ProblemException.notFound();
        }
        return List.copyOf(terms.values());
    }

    /** The Chinese name of a code; empty for null and for codes that are no longer listed. */
    List<String> labels(String taxonomy, @Nullable String code) {
        return labels(taxonomy, code == null ? List.of() : List.of(code));
    }

    /** The Chinese names of codes. */
    List<String> labels(String taxonomy, @Nullable List<String> codes) {
        Map<String, Term> terms = terms(taxonomy);
        return codes == null
                ? List.of()
                : codes.stream()
                        .filter(terms::containsKey)
                        .map(code -> terms.get(code).name().getOrDefault("zh", code))
                        .toList();
    }

    /** Code and name, in list order. @param language zh or en */
    Map<String, String> names(String taxonomy, String language) {
        Map<String, String> names = new LinkedHashMap<>();
        terms(taxonomy).forEach((code, term) -> names.put(code, term.name().getOrDefault(language, code)));
        return names;
    }

    /**
     * Which fields a resource must have filled before it can be submitted.
     *
     * @param type its type's code, or null while it has none
     * @param editionBound it belongs to a textbook edition, so that it has a place in the book, too
     */
    Set<String> requiredFields(@Nullable String type, boolean editionBound) {
        Set<String> fields = new LinkedHashSet<>();
        for (String key : type == null ? List.of("*") : List.of("*", type)) {
            Term rule = terms(TaxonomySeeds.REQUIRED_FIELDS).get(key);
            if (rule != null) {
                fields.addAll(split(rule.properties().get("always")));
                fields.addAll(editionBound ? split(rule.properties().get("editionBound")) : List.of());
            }
        }
        return fields;
    }

    private static List<String> split(@Nullable String joined) {
        return joined == null ? List.of() : List.of(joined.split("\\|"));
    }

    /** Forgets what is in memory, after the seeds were loaded. */
    void reload() {
        lists = Map.of();
    }

    private Map<String, Term> terms(String taxonomy) {
        if (lists.isEmpty()) {
            lists = load();
        }
        return lists.getOrDefault(taxonomy, Map.of());
    }

    private Map<String, Map<String, Term>> load() {
        Map<String, Map<String, Term>> loaded = new LinkedHashMap<>();
        jdbc
                .sql(
                        "select taxonomy, code, name_zh, name_en, properties::text from catalog.term order by taxonomy, ordinal")
                .query(Row.class)
                .list()
                .stream()
                .forEach(row -> loaded.computeIfAbsent(row.taxonomy(), name -> new LinkedHashMap<>())
                        .put(row.code(), term(row)));
        return loaded;
    }

    private Term term(Row row) {
        try {
            Map<String, String> properties = mapper.readValue(row.properties(), new TypeReference<>() {});
            return new Term(row.code(), Map.of("zh", row.nameZh(), "en", row.nameEn()), properties);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("taxonomy row " + row.taxonomy() + "/" + row.code(), broken);
        }
    }
}
