package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.models.ReviewModel;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Submitting, and where a submission stands. */
@Tag(name = "submissions", description = "Submit and follow a review / 送审与进度")
@RestController
@RequestMapping("/api/v1")
class SubmissionController {

    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

    private final SubmissionService service;
    private final Submissions submissions;
    private final SubmissionViews views;
    private final SubmissionAccess access;
    private final Timelines timelines;
    private final Workflow workflow;

    SubmissionController(
            SubmissionService service,
            Submissions submissions,
            SubmissionViews views,
            SubmissionAccess access,
            Timelines timelines,
            Workflow workflow) {
        this.service = service;
        this.submissions = submissions;
        this.views = views;
        this.access = access;
        this.timelines = timelines;
        this.workflow = workflow;
    }

    /** @param promise the contributor's word that the work is safe and their own to share */
    @Schema(name = "NewSubmission", description = "送审")
    record NewSubmission(
            @NotNull @AssertTrue(message = "promise-required") @Schema(example = "true") Boolean promise,
            @Size(max = 2000) @Nullable String note) {}

    /** @param note what was changed */
    @Schema(name = "Resubmission", description = "修改后重新提交")
    record Resubmission(@Size(max = 2000) @Nullable String note) {}

    /** Accepted for review. */
    @Schema(name = "SubmissionAccepted")
    record Accepted(
            UUID submissionId,
            Submission.State state,
            @Schema(maxLength = 20, example = "FILES") @Nullable String phase) {}

    @Operation(operationId = "submitResource", summary = "Submit for review / 提交审核")
    @PostMapping("/resources/{id}/submissions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<Accepted> submit(@PathVariable UUID id, @RequestBody NewSubmission body, Actor actor) {
        return accepted(service.submit(id, body.note(), actor));
    }

    @Operation(operationId = "getSubmission", summary = "Where a submission stands / 送审进度")
    @GetMapping("/submissions/{id}")
    SubmissionView get(@PathVariable UUID id, Actor actor) {
        return views.view(visible(id, actor), actor);
    }

    @Operation(operationId = "getSubmissionTimeline", summary = "What happened / 送审时间线")
    @GetMapping("/submissions/{id}/timeline")
    Page<Timelines.Entry> timeline(@PathVariable UUID id, Actor actor) {
        return Page.whole(timelines.of(visible(id, actor), actor));
    }

    /** It names steps and no persons, so everybody who may see the submission sees the same. */
    @Operation(operationId = "getSubmissionDiagram", summary = "The process as a picture (SVG) / 流程图")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")))
    @GetMapping("/submissions/{id}/diagram")
    ResponseEntity<String> diagram(@PathVariable UUID id, Actor actor) {
        Submission submission = visible(id, actor);
        String svg = workflow.diagram(ReviewModel.PROCESS_KEY, submission.id().toString())
                .orElseThrow(ProblemException::notFound);
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
                .body(svg);
    }

    @Operation(operationId = "withdrawSubmission", summary = "Withdraw / 撤回送审")
    @PostMapping("/submissions/{id}/withdrawal")
    @Idempotent
    ResponseEntity<SubmissionView> withdraw(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(views.view(service.withdraw(own(id, actor), actor), actor));
    }

    @Operation(operationId = "resubmit", summary = "Submit the revised version / 修改后重新提交")
    @PostMapping("/submissions/{id}/resubmission")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<Accepted> resubmit(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Resubmission body, Actor actor) {
        return accepted(service.resubmit(own(id, actor), body == null ? null : body.note(), actor));
    }

    private Submission visible(UUID id, Actor actor) {
        return submissions
                .find(id)
                .filter(submission -> access.maySee(actor, submission))
                .orElseThrow(ProblemException::notFound);
    }

    /** Reviewers may see it, but only its contributor moves it. */
    private UUID own(UUID id, Actor actor) {
        if (!visible(id, actor).ownerId().equals(actor.id())) {
            throw ProblemException.forbidden();
        }
        return id;
    }

    private static ResponseEntity<Accepted> accepted(Submission submission) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/submissions/" + submission.id()))
                .body(new Accepted(submission.id(), submission.state(), submission.phase()));
    }
}
