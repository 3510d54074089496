package org.coursewarecommons.review;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * A score form in one version: what reviewers of a role look at and how it is weighed.
 *
 * @param form E (expert), T (teacher) or X (technician)
 * @param weight of the role in the composite
 */
@Schema(name = "Rubric", description = "A score form / 评分表")
public record Rubric(
        @Schema(maxLength = 5, example = "E") String form,
        int version,
        Role role,
        @Size(max = 2) Map<String, @Size(max = 100) String> name,
        BigDecimal weight,
        @Size(max = 20) List<Dimension> dimensions) {

    /**
     * @param critical a score of 2 or less fails the form
     * @param optional the reviewer may answer "not applicable"
     * @param offTypes types of resources for which the dimension doesn't exist
     * @param readAs for some types the dimension is read as another question
     * @param anchors what 5, 3 and 1 mean, by score and language
     */
    @Schema(name = "RubricDimension")
    public record Dimension(
            @Schema(maxLength = 5, example = "E1") String id,
            @Size(max = 2) Map<String, @Size(max = 100) String> name,
            int weight,
            boolean critical,
            boolean optional,
            @Size(max = 30) List<@Size(max = 30) String> offTypes,
            @Nullable ReadAs readAs,
            @Size(max = 5) Map<Integer, Map<String, @Size(max = 200) String>> anchors) {}

    /** Another question in place of the dimension's own. */
    @Schema(name = "RubricReadAs")
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ReadAs(
            @Size(max = 30) List<@Size(max = 30) String> types,
            @Schema(maxLength = 200) String zh,
            @Schema(maxLength = 200) String en) {}

    /** The dimensions that exist for a type of resource. */
    List<Dimension> dimensionsFor(@Nullable String type) {
        return dimensions.stream()
                .filter(dimension -> type == null || !dimension.offTypes().contains(type))
                .toList();
    }
}
