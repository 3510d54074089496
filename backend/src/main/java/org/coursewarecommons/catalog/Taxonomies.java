package org.coursewarecommons.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SeedFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The code lists, as seeded. Few thousand rows that hardly ever change, so they are kept in memory; a look at the
 * seeds' version every few seconds tells when another backend has loaded other ones.
 */
@Component
class Taxonomies implements CodeLists {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final SeedFiles seeds;
    private volatile Lists lists = new Lists("", Map.of());

    Taxonomies(JdbcClient jdbc, ObjectMapper mapper, SeedFiles seeds) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.seeds = seeds;
    }

    private record Lists(String version, Map<String, Map<String, Term>> byName) {}

    /** A code with its names and whatever else the list says of it. */
    record Term(String code, Map<String, String> name, Map<String, String> properties) {

        /** A property that is a number. */
        int number(String property, int otherwise) {
            String text = properties.get(property);
            return text == null ? otherwise : Integer.parseInt(text);
        }
    }

    private record Row(String taxonomy, String code, String nameZh, String nameEn, String properties) {}

    boolean has(String taxonomy, String code) {
        return byCode(taxonomy).containsKey(code);
    }

    /** Empty for null and for what is not listed. */
    Optional<Term> term(String taxonomy, @Nullable String code) {
        return code == null
                ? Optional.empty()
                : Optional.ofNullable(byCode(taxonomy).get(code));
    }

    /** Whether a list says so of a code; false for null and for what is not listed. */
    boolean says(String taxonomy, @Nullable String code, String property, String value) {
        return value.equals(property(taxonomy, code, property));
    }

    /** What a list says of a code; null when it says nothing. */
    @Nullable
    String property(String taxonomy, @Nullable String code, String property) {
        return term(taxonomy, code).map(term -> term.properties().get(property)).orElse(null);
    }

    /** A property of several values; empty when the list says nothing. */
    List<String> listed(String taxonomy, @Nullable String code, String property) {
        return split(property(taxonomy, code, property));
    }

    /** In list order; empty for a list that doesn't exist. */
    Collection<Term> terms(String taxonomy) {
        return byCode(taxonomy).values();
    }

    /** The codes of a list; empty for a list that doesn't exist. */
    Set<String> codes(String taxonomy) {
        return byCode(taxonomy).keySet();
    }

    /** In list order. @throws ProblemException 404 for a list that doesn't exist */
    List<Term> list(String taxonomy) {
        Map<String, Term> terms = byCode(taxonomy);
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
        if (codes == null || codes.isEmpty()) {
            return List.of();
        }
        Map<String, Term> terms = byCode(taxonomy);
        List<String> labels = new ArrayList<>(codes.size());
        for (String code : codes) {
            Term term = terms.get(code);
            if (term != null) {
                labels.add(term.name().getOrDefault("zh", code));
            }
        }
        return labels;
    }

    @Override
    public Map<String, Map<String, String>> properties(String taxonomy) {
        Map<String, Map<String, String>> properties = new LinkedHashMap<>();
        byCode(taxonomy).forEach((code, term) -> properties.put(code, term.properties()));
        return properties;
    }

    /** Code and name, in list order. @param language zh or en */
    Map<String, String> names(String taxonomy, String language) {
        Map<String, String> names = new LinkedHashMap<>();
        byCode(taxonomy).forEach((code, term) -> names.put(code, term.name().getOrDefault(language, code)));
        return names;
    }

    private static List<String> split(@Nullable String joined) {
        return joined == null ? List.of() : List.of(joined.split("\\|"));
    }

    /** Another text whenever any list has changed. */
    String version() {
        return current().version();
    }

    /** Reads the lists again if they were loaded anew since. */
    @Scheduled(fixedDelay = 3_000)
    void refresh() {
        // Read before the lists: what is loaded in between is seen the next time.
        String version = seeds.version("taxonomy/");
        if (!version.equals(lists.version())) {
            lists = new Lists(version, load());
        }
    }

    private Map<String, Term> byCode(String taxonomy) {
        return current().byName().getOrDefault(taxonomy, Map.of());
    }

    private Lists current() {
        if (lists.byName().isEmpty()) {
            refresh();
        }
        return lists;
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
