package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * How complete a resource's record is: {@code 100 · Σ weight·filled / Σ weight} over the fields that make sense for
 * its type; weight 3 for required ones, else that of {@code /taxonomies/fields} (DOMAIN 2.2).
 *
 * @param score 0–100, rounded half up; 100 only when nothing is left to fill
 * @param missing required fields that are not filled, in form order; submission asks for them
 * @param recommended other fields that are not filled and would raise the score
 */
@Schema(name = "Completeness", description = "How complete the record is / 元数据完整度")
record Completeness(
        int score,
        @Schema(description = "Required fields not filled / 未填的必填项") @Size(max = 80)
                List<@Size(max = 60) String> missing,
        @Schema(description = "Other fields worth filling / 建议补充的项") @Size(max = 80)
                List<@Size(max = 60) String> recommended) {

    static final int REQUIRED = 3;

    /** A field that counts. @param name as in {@code /taxonomies/fields} */
    record Field(String name, int weight, boolean required, boolean filled) {}

    static Completeness of(List<Field> fields) {
        int sum = fields.stream().mapToInt(Field::weight).sum();
        int filled =
                fields.stream().filter(Field::filled).mapToInt(Field::weight).sum();
        int score = sum == 0 ? 0 : Math.round(100f * filled / sum);
        boolean whole = sum > 0 && filled == sum;
        return new Completeness(whole ? 100 : Math.min(score, 99), unfilled(fields, true), unfilled(fields, false));
    }

    private static List<String> unfilled(List<Field> fields, boolean required) {
        return fields.stream()
                .filter(field -> !field.filled() && field.required() == required)
                .map(Field::name)
                .toList();
    }
}
