package org.coursewarecommons.supply;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What fits a teacher or a school this week. */
@RestController
@Tag(name = "supply")
class RecommendationController {

    private static final int MAX_CODE = 20;
    private static final int MAX_LIMIT = 50;

    private final Recommendations recommendations;

    RecommendationController(Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    /** For whom. */
    @Schema(enumAsRef = true)
    enum RecommendFor {
        me,
        school
    }

    @GetMapping("/api/v1/recommendations")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", content = @Content)
    @Operation(
            operationId = "getRecommendations",
            summary = "What my subject, grade and week need, each with its reasons / 为我或我校推荐",
            description =
                    "Without subject and grade: what I am appointed for, else what I used so far, else what my school"
                            + " teaches. Showing a new item counts as an impression of it.")
    RecommendationBody get(
            Actor actor,
            Locale locale,
            @RequestParam(name = "for", defaultValue = "me") RecommendFor whom,
            @Parameter(schema = @Schema(maxLength = MAX_CODE)) @RequestParam(required = false) @Nullable String subject,
            @Parameter(schema = @Schema(maxLength = MAX_CODE)) @RequestParam(required = false) @Nullable String grade,
            @Parameter(schema = @Schema(maxLength = MAX_CODE)) @RequestParam(required = false) @Nullable String edition,
            @Parameter(schema = @Schema(minimum = "1", maximum = "50")) @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalidParameter("limit", "range", 1, MAX_LIMIT);
        }
        Needs.Wish wish = new Needs.Wish(whom == RecommendFor.school, subject, grade, edition);
        return recommendations.of(wish, limit, actor, locale);
    }
}
