package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may know of a review: that it was one, when, how high, by which forms, and roughly how well. */
@Tag(name = "submissions", description = "Submit and follow a review / 送审与进度")
@RestController
@RequestMapping("/api/v1/resources/{id}/review-badge")
class BadgeController {

    private final Catalogue catalogue;
    private final Badges badges;

    BadgeController(Catalogue catalogue, Badges badges) {
        this.catalogue = catalogue;
        this.badges = badges;
    }

    /**
     * A published version's review.
     *
     * @param level the last it passed
     * @param rubrics version of each form by its letter
     * @param band in which the composite lies, never the figure itself
     */
    @Schema(name = "ReviewBadge", description = "评审标识")
    record Badge(
            UUID resourceId,
            @Schema(maxLength = 20, example = "1.0") String version,
            Instant reviewedAt,
            Level level,
            @Size(max = 10) Map<String, Integer> rubrics,
            Badges.Band band) {}

    @Operation(operationId = "getReviewBadge", summary = "The review of a published resource, for everybody / 评审标识")
    @GetMapping
    Badge badge(@PathVariable UUID id, Actor actor) {
        VersionDetail version = catalogue.readable(id, actor);
        Badges.Badge badge = badges.of(version.versionId()).orElseThrow(ProblemException::notFound);
        return new Badge(
                id,
                version.number(),
                badge.reviewedAt(),
                Level.valueOf(badge.level()),
                badge.rubrics(),
                Badges.Band.valueOf(badge.band()));
    }
}
