package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.Term;
import org.coursewarecommons.organisation.Terms;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.Tabular;
import org.coursewarecommons.shared.WorkingDays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well reviewers review, for those who watch over it; everybody may read their own figures. */
@Tag(name = "review-quality", description = "Quality of reviewing / 评审质量")
@RestController
@RequestMapping("/api/v1")
class QualityController {

    private final Quality quality;
    private final ReviewTimes times;
    private final Terms terms;
    private final WorkingDays days;
    private final DomainClock clock;

    QualityController(Quality quality, ReviewTimes times, Terms terms, WorkingDays days, DomainClock clock) {
        this.quality = quality;
        this.times = times;
        this.terms = terms;
        this.days = days;
        this.clock = clock;
    }

    @Operation(
            operationId = "reportReviewerQuality",
            summary = "Deviation, third reviews, punctuality and calibration by reviewer / 评审质量报告",
            description =
                    """
                    JSON or, by Accept, CSV. Deviation is a first sheet's form score less the median of its role at the
                    same level and round. Flagged reviewers are only pointed out; suspending is a coordinator's step.
                    偏差指初评分与同一角色中位数之差;标记只作提示,暂停聘任由协调员决定。""")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = QualityViews.Report.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = 10_000_000))
            })
    @GetMapping(
            path = "/review-quality/reviewers",
            produces = {MediaType.APPLICATION_JSON_VALUE, Tabular.CSV})
    QualityViews.Report reviewers(
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Schema(maxLength = 6, example = "2025S1") @Nullable String term,
            Actor actor) {
        requireReader(actor);
        if (role != null && Kind.ofReviewer(role).isEmpty()) {
            throw ProblemException.invalidParameter("role", "unknown-code", role);
        }
        return quality.reviewers(term(term), role, null);
    }

    @Operation(operationId = "reportAgreement", summary = "Krippendorff's alpha of each reviewing role / 各角色评审一致性")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = QualityViews.AgreementReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = 100_000))
            })
    @GetMapping(
            path = "/review-quality/agreement",
            produces = {MediaType.APPLICATION_JSON_VALUE, Tabular.CSV})
    QualityViews.AgreementReport agreement(
            @RequestParam(required = false) @Schema(maxLength = 6, example = "2025S1") @Nullable String term,
            Actor actor) {
        requireReader(actor);
        return quality.agreement(term(term));
    }

    @Operation(operationId = "getOwnReviewQuality", summary = "The caller's own figures as a reviewer / 本人评审质量")
    @GetMapping("/me/review-quality")
    QualityViews.Report own(
            @RequestParam(required = false) @Schema(maxLength = 6, example = "2025S1") @Nullable String term,
            Actor actor) {
        return quality.reviewers(term(term), null, actor.id());
    }

    @Operation(
            operationId = "reportReviewTimes",
            summary = "Working days to decision by level, acceptance by area of the author / 评审时长报告",
            description =
                    """
                    JSON or, by Accept, CSV. Levels that were decided in the term, from entering the level to its
                    decision; acceptance counts the submissions that were closed.
                    统计本学期作出结论的各级评审,自进入该级起算;通过率按已办结的送审计算。""")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ReviewTimes.Report.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = 100_000))
            })
    @GetMapping(
            path = "/reports/review-times",
            produces = {MediaType.APPLICATION_JSON_VALUE, Tabular.CSV})
    ReviewTimes.Report reviewTimes(
            @RequestParam(required = false) @Schema(maxLength = 6, example = "2025S1") @Nullable String term,
            Actor actor) {
        requireReader(actor);
        return times.of(term(term));
    }

    private ReviewTerm term(@Nullable String code) {
        return ReviewTerm.of(code, days.dayOf(clock.now()), days.zone(), planned -> terms.find(planned)
                .map(Term::firstDay));
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD, Role.AUDITOR);
    }
}
