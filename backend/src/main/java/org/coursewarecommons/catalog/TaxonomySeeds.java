package org.coursewarecommons.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.coursewarecommons.shared.SeedFiles;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSourceUtils;
import org.springframework.stereotype.Component;

/** Loads {@code seeds/taxonomy/*.csv}. Codes are only ever added or renamed: what refers to one must keep its meaning. */
@Component
class TaxonomySeeds implements SmartInitializingSingleton {

    static final String REQUIRED_FIELDS = "required-fields";
    /** The fields that are required whatever else is said. */
    static final String ALWAYS = "always";

    private static final String VERSION = "2";
    private static final Set<String> KEYS = Set.of("code", "extension", "name_zh", "name_en", "title");
    private static final List<String> LISTS = List.of(
            "ai-kinds",
            "ai-shares",
            "area-classes",
            "audiences",
            "chapter-levels",
            "chapters",
            "club-kinds",
            "club-themes",
            "contexts",
            "contributor-roles",
            "difficulties",
            "editions",
            "educational-uses",
            "fields",
            "file-formats",
            "grades",
            "granularities",
            "identifier-schemes",
            "interactivity-types",
            "languages",
            "lesson-kinds",
            "licences",
            "link-hosts",
            "lists",
            "organisation-kinds",
            "persons-visible",
            "phases",
            "print-series",
            "reason-codes",
            "relations",
            "research-kinds",
            "resource-states",
            "rights-bases",
            "scopes",
            "stages",
            "standard-domains",
            "standards",
            "structures",
            "subjects",
            "terms",
            "textbooks",
            "types",
            "use-scenes",
            "veto-codes",
            "volumes");

    private final SeedFiles seeds;
    private final NamedParameterJdbcTemplate jdbc;
    private final ObjectMapper mapper;
    private final Taxonomies taxonomies;

    TaxonomySeeds(SeedFiles seeds, NamedParameterJdbcTemplate jdbc, ObjectMapper mapper, Taxonomies taxonomies) {
        this.seeds = seeds;
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.taxonomies = taxonomies;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String list : LISTS) {
            seeds.read("taxonomy/" + list + ".csv", VERSION, records -> load(list, records));
        }
        seeds.read("taxonomy/required-fields.csv", VERSION, this::loadRequiredFields);
        taxonomies.refresh();
    }

    private void load(String list, List<CSVRecord> records) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CSVRecord csv : records) {
            Map<String, String> fields = csv.toMap();
            String code = fields.getOrDefault("code", fields.get("extension"));
            // Textbook chapters have one title, in the language of the book.
            String zh = fields.getOrDefault("name_zh", fields.get("title"));
            String en = fields.getOrDefault("name_en", zh);
            Map<String, String> rest = new LinkedHashMap<>(fields);
            rest.keySet().removeAll(KEYS);
            rest.values().removeIf(value -> value == null);
            rows.add(row(list, code, rows.size(), zh, en, rest));
        }
        store(rows);
    }

    private void loadRequiredFields(List<CSVRecord> records) {
        Map<String, Map<String, List<String>>> byType = new LinkedHashMap<>();
        for (CSVRecord csv : records) {
            String condition = csv.get("condition") == null ? ALWAYS : csv.get("condition");
            byType.computeIfAbsent(csv.get("type"), type -> new LinkedHashMap<>())
                    .computeIfAbsent(condition, name -> new ArrayList<>())
                    .add(csv.get("field"));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        byType.forEach((type, kinds) -> {
            Map<String, String> joined = kinds.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, kind -> String.join("|", kind.getValue())));
            rows.add(row(REQUIRED_FIELDS, type, rows.size(), type, type, joined));
        });
        store(rows);
    }

    private Map<String, Object> row(
            String list, String code, int ordinal, String zh, String en, Map<String, String> properties) {
        try {
            return Map.of(
                    "taxonomy", list,
                    "code", code,
                    "ordinal", ordinal,
                    "zh", zh,
                    "en", en,
                    "properties", mapper.writeValueAsString(properties));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void store(List<Map<String, Object>> rows) {
        jdbc.batchUpdate(
                """
                insert into catalog.term (taxonomy, code, ordinal, name_zh, name_en, properties)
                values (:taxonomy, :code, :ordinal, :zh, :en, cast(:properties as jsonb))
                on conflict (taxonomy, code) do update
                   set ordinal = excluded.ordinal, name_zh = excluded.name_zh, name_en = excluded.name_en,
                       properties = excluded.properties
                """,
                SqlParameterSourceUtils.createBatch(rows));
    }
}
