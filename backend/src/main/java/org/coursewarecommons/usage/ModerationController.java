package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ratings and comments that were hidden, and the appeals against it. */
@Tag(name = "feedback")
@RestController
@RequestMapping("/api/v1")
class ModerationController {

    private static final int MOST = 1000;

    private final Moderation moderation;

    ModerationController(Moderation moderation) {
        this.moderation = moderation;
    }

    /** @param what the whole rating, which then counts in no figure, or its words alone */
    @Schema(name = "RatingHiding", description = "隐藏评价")
    record Hiding(
            @NotNull Moderation.What what, @NotBlank @Size(max = MOST) @Schema(example = "含有对他人的人身攻击") String reason) {}

    @Schema(name = "ModerationAppeal", description = "申诉")
    record Appeal(@NotBlank @Size(max = MOST) @Schema(example = "评价针对课件内容,请恢复。") String text) {}

    /** @param restore whether the rating is shown and counts again */
    @Schema(name = "ModerationDecision", description = "申诉处理")
    record AppealDecision(
            @NotNull Boolean restore, @NotBlank @Size(max = MOST) @Schema(example = "评价未违反规定,予以恢复。") String reason) {}

    /**
     * What was hidden, why, and what became of it.
     *
     * @param comment as it was written
     * @param appeal of the author; null without one
     * @param answer of the steward to the appeal
     */
    @Schema(name = "Moderation", description = "评价管理记录")
    record View(
            UUID id,
            UUID resourceId,
            UUID ratingId,
            Moderation.What what,
            @Schema(maxLength = MOST) String reason,
            Instant hiddenAt,
            Moderation.State state,
            int stars,
            @Nullable @Schema(maxLength = MOST) String comment,
            @Nullable @Schema(maxLength = MOST) String appeal,
            @Nullable Instant appealedAt,
            @Nullable @Schema(maxLength = MOST) String answer,
            @Nullable Instant decidedAt) {}

    @Operation(operationId = "hideRating", summary = "Hide a rating or its comment, with a reason / 隐藏评价")
    @PostMapping("/resources/{id}/ratings/{ratingId}/hiding")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> hide(
            @PathVariable UUID id, @PathVariable UUID ratingId, @RequestBody Hiding body, Actor actor) {
        View view = view(moderation.hide(id, ratingId, body, actor));
        return ResponseEntity.created(URI.create("/api/v1/moderations/" + view.id()))
                .body(view);
    }

    @Operation(
            operationId = "listModerations",
            summary = "Hidden ratings: all for moderators, else my own; newest first / 评价管理记录")
    @GetMapping("/moderations")
    Page<View> list(@RequestParam(required = false) Moderation.@Nullable State state, PageRequest page, Actor actor) {
        boolean staff = actor.has(Role.REVIEW_COORDINATOR) || actor.has(Role.DISTRICT_STEWARD);
        UUID author = staff ? null : actor.id();
        return Page.cut(
                        moderation.list(state, author, page),
                        page,
                        moderation.count(state, author),
                        row -> List.of(row.id().toString()))
                .map(ModerationController::view);
    }

    @Operation(operationId = "appealModeration", summary = "Appeal against the hiding of my rating / 对隐藏评价申诉")
    @PostMapping("/moderations/{id}/appeal")
    @Idempotent
    ResponseEntity<View> appeal(@PathVariable UUID id, @RequestBody Appeal body, Actor actor) {
        return ResponseEntity.ok(view(moderation.appeal(id, body.text(), actor)));
    }

    @Operation(operationId = "decideModerationAppeal", summary = "Decide on such an appeal / 处理申诉")
    @PostMapping("/moderations/{id}/decision")
    @Idempotent
    ResponseEntity<View> decide(@PathVariable UUID id, @RequestBody AppealDecision body, Actor actor) {
        return ResponseEntity.ok(view(moderation.decide(id, body, actor)));
    }

    private static View view(Moderation.Row row) {
        return new View(
                row.id(),
                row.resourceId(),
                row.ratingId(),
                row.what(),
                row.reason(),
                row.hiddenAt(),
                row.state(),
                row.stars(),
                row.comment(),
                row.appeal(),
                row.appealedAt(),
                row.answer(),
                row.decidedAt());
    }
}
