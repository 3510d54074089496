package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stars and words of people who used a resource. */
@Tag(name = "usage")
@RestController
@RequestMapping("/api/v1/resources/{id}")
class RatingController {

    private final Ratings ratings;

    RatingController(Ratings ratings) {
        this.ratings = ratings;
    }

    /** @param stars 1 (of no use) to 5 (very good) */
    @Schema(name = "RatingInput")
    record RatingBody(
            @NotNull @Min(1) @Max(5) @Schema(example = "5") Integer stars,
            @Size(min = 1, max = 1000) @Nullable String comment) {}

    /**
     * A rating without its author's name.
     *
     * @param hidden RATING or COMMENT when a moderator took it or its words away; its author alone still sees it
     */
    @Schema(name = "Rating")
    record RatingView(
            UUID id,
            int stars,
            @Schema(maxLength = 1000) @Nullable String comment,
            Instant at,
            @Nullable @Schema(allowableValues = {"RATING", "COMMENT"}) @Size(max = 10) String hidden) {}

    /**
     * One page of ratings, newest first.
     *
     * @param average 1–5 over all ratings, two decimals; 0 without any
     * @param count how many persons rated
     */
    @Schema(name = "RatingPage")
    record RatingPage(
            @Schema(maxLength = PageRequest.MAX_LIMIT) List<RatingView> items,
            @Nullable String nextCursor,
            long total,
            boolean totalIsExact,
            double average,
            long count) {}

    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", content = @Content)
    @ApiResponse(responseCode = "428", content = @Content)
    @ApiResponse(responseCode = "412", content = @Content)
    @Operation(
            operationId = "rateResource",
            summary = "Rate a resource I have used; the last rating counts / 评分",
            description = "The first rating needs no If-Match; changing it does.")
    @PutMapping("/rating")
    ResponseEntity<RatingView> rate(
            @PathVariable UUID id,
            @RequestBody RatingBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        return answer(ratings.rate(id, body, ifMatch == null ? null : new IfMatch(ifMatch.strip()), actor));
    }

    @Operation(operationId = "getOwnRating", summary = "My own rating / 我的评分")
    @GetMapping("/rating")
    ResponseEntity<RatingView> own(@PathVariable UUID id, Actor actor) {
        return answer(ratings.own(id, actor));
    }

    @Operation(operationId = "listRatings", summary = "How others rate it / 评价列表")
    @GetMapping("/ratings")
    RatingPage list(@PathVariable UUID id, PageRequest page, Actor actor) {
        return ratings.list(id, page, actor);
    }

    private static ResponseEntity<RatingView> answer(Ratings.Row row) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(row.revision())).body(row.view());
    }
}
