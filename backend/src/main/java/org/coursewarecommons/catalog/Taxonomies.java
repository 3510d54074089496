package org.coursewarecommons.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.shared.ProblemException;
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

    /** In list order. @throws ProblemException 404 for a list that doesn't exist */
    List<Term> list(String taxonomy) {
        Map<String, Term> terms = terms(taxonomy);
        if (terms.isEmpty()) {
            throw ProblemException.notFound();
        }
        return List.copyOf(terms.values());
    }

    /** Which fields a resource of the type must have filled before it can be submitted. */
    Set<String> requiredFields(String type) {
        Term term = terms("required-fields").get(type);
        return term == null
                ? Set.of()
                : Set.of(term.properties().getOrDefault("fields", "").split("\\|"));
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
                .stream()
                .forEach(row -> loaded.computeIfAbsent(row.taxonomy(), name -> new LinkedHashMap<>())
                        .put(row.code(), term(row)));
        return loaded;
    }

    private Term term(Row row) {
        try {
            Map<String, String> properties = mapper.readValue(row.properties(), new TypeReference<>() {});
            return new Term(row.code(), Map.of("zh", row.nameZh(), "en", row.nameEn()), properties);
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IllegalStateException("taxonomy row " + row.taxonomy() + "/" + row.code(), broken);
        }
    }
}
