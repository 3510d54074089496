package org.coursewarecommons.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which fields a resource should have and which it must have, by its type and by what it says of itself: the tables
 * {@code fields.csv} and {@code required-fields.csv} of the seeds.
 */
@Component
class FieldRules {

    static final String FIELDS = "fields";

    /** Attached, not written into the metadata. */
    private static final String FILES = "files";

    private final Taxonomies taxonomies;
    private final ObjectMapper mapper;

    FieldRules(Taxonomies taxonomies, ObjectMapper mapper) {
        this.taxonomies = taxonomies;
        this.mapper = mapper;
    }

    /** @param files how many files the version has */
    Completeness completeness(ResourceMetadata metadata, int files) {
        JsonNode json = mapper.valueToTree(metadata);
        Set<String> required = required(metadata);
        List<Completeness.Field> fields = new ArrayList<>();
        for (Taxonomies.Term field : taxonomies.terms(FIELDS)) {
            boolean must = required.contains(field.code());
            int weight = must ? Completeness.REQUIRED : field.number("weight", 1);
            if (weight > 0 && (must || applies(field, metadata))) {
                boolean filled = field.code().equals(FILES) ? files > 0 : isFilled(json, field);
                fields.add(new Completeness.Field(field.code(), weight, must, filled));
            }
        }
        return Completeness.of(fields);
    }

    private Set<String> required(ResourceMetadata metadata) {
        Set<String> fields = new LinkedHashSet<>();
        for (String type : metadata.type() == null ? List.of("*") : List.of("*", metadata.type())) {
            taxonomies.term(TaxonomySeeds.REQUIRED_FIELDS, type).ifPresent(rule -> rule.properties()
                    .forEach((condition, names) -> {
                        if (condition.equals(TaxonomySeeds.ALWAYS) || holds(condition, metadata)) {
                            fields.addAll(Arrays.asList(names.split("\\|")));
                        }
                    }));
        }
        return fields;
    }

    private boolean applies(Taxonomies.Term field, ResourceMetadata metadata) {
        String applies = field.properties().get("applies");
        return applies == null
                || Arrays.stream(applies.split("\\|"))
                        .anyMatch(either -> either.equals(metadata.type()) || holds(either, metadata));
    }

    private boolean holds(String name, ResourceMetadata metadata) {
        return Arrays.stream(Condition.values())
                .anyMatch(condition -> condition.name().equals(name) && condition.holds(metadata, taxonomies));
    }

    private static boolean isFilled(JsonNode json, Taxonomies.Term field) {
        JsonNode value = json.at(pointer(field.code()));
        int minimum = field.number("minimum", 1);
        if (value.isTextual()) {
            return value.textValue().strip().codePoints().limit(minimum).count() == minimum;
        }
        return value.isContainerNode() ? value.size() >= minimum : !value.isMissingNode() && !value.isNull();
    }

    /** Where a field stands in the body. @param field as the tables name it: {@code ai.tool} */
    static String pointer(@Nullable String field) {
        return "/" + String.valueOf(field).replace('.', '/');
    }
}
