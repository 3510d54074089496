package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How complete metadata are: {@code 100 · Σ weight·filled / Σ weight}, weight 3 for required fields, 2 for chapters,
 * standards and advice, 1 otherwise (DOMAIN 2.2).
 *
 * @param score 0–100
 * @param missing required fields that are not filled, in form order
 */
@Schema(name = "Completeness", description = "How complete the metadata are / 元数据完整度")
record Completeness(int score, @Size(max = 80) List<String> missing) {

    private static final Set<String> HEAVY = Set.of("chapters", "standards", "adviceForUse");
    private static final int MIN_DESCRIPTION = 10;
    private static final int MIN_KEYWORDS = 2;

    static Completeness of(ResourceMetadata metadata, Set<String> required) {
        int sum = 0;
        int filled = 0;
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Boolean> field : fields(metadata).entrySet()) {
            int weight = required.contains(field.getKey()) ? 3 : HEAVY.contains(field.getKey()) ? 2 : 1;
            sum += weight;
            if (field.getValue()) {
                filled += weight;
            } else if (required.contains(field.getKey())) {
                missing.add(field.getKey());
            }
        }
        return new Completeness(Math.round(100f * filled / sum), missing);
    }

    private static Map<String, Boolean> fields(ResourceMetadata m) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        fields.put("title", has(m.title()));
        fields.put(
                "description",
                m.description() != null && m.description().strip().length() >= MIN_DESCRIPTION);
        fields.put("type", has(m.type()));
        fields.put("stage", has(m.stage()));
        fields.put("grades", has(m.grades()));
        fields.put("subject", has(m.subject()));
        fields.put("edition", has(m.edition()));
        fields.put("volume", has(m.volume()));
        fields.put("granularity", has(m.granularity()));
        fields.put("chapters", has(m.chapters()));
        fields.put("standards", has(m.standards()));
        fields.put("keywords", m.keywords() != null && m.keywords().size() >= MIN_KEYWORDS);
        fields.put("language", has(m.language()));
        fields.put("audience", has(m.audience()));
        fields.put("licence", has(m.licence()));
        fields.put("rightsBasis", has(m.rightsBasis()));
        fields.put("contributors", has(m.contributors()));
        fields.put("adviceForUse", has(m.adviceForUse()));
        fields.put("personsVisible", has(m.personsVisible()));
        fields.put("ai", m.ai() != null && has(m.ai().share()));
        fields.put("contexts", has(m.contexts()));
        fields.put("targetScope", m.targetScope() != null);
        return fields;
    }

    private static boolean has(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean has(@Nullable Collection<?> values) {
        return values != null && !values.isEmpty();
    }
}
