package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.review.Interests.Interest;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
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

/** Reviewers say themselves what they stand too near to. */
@Tag(name = "team", description = "Appointments and leave / 评审队伍")
@RestController
@RequestMapping("/api/v1")
class InterestController {

    private final InterestService service;

    InterestController(InterestService service) {
        this.service = service;
    }

    /** Why the caller should not review this. */
    @Schema(name = "TaskInterest", description = "就某项任务申报利益关系")
    record Reason(@NotBlank @Size(max = 500) @Schema(example = "参与过该课的磨课") String reason) {}

    /** Exactly one of person and school. */
    @Schema(name = "NewInterest", description = "申报利益关系")
    record New(
            @Nullable UUID personId,
            @Nullable UUID schoolId,
            @NotBlank @Size(max = 500) @Schema(example = "配偶在该校任教") String reason) {}

    /** @param about {@code resource:…}, {@code person:…} or {@code school:…} */
    @Schema(name = "Interest", description = "利益关系申报")
    record View(
            UUID id,
            UUID personId,
            @Schema(maxLength = 60) String about,
            @Schema(maxLength = 500) String reason,
            Instant declaredAt,
            @Nullable Instant endedAt) {

        static View of(Interest it) {
            return new View(it.id(), it.personId(), it.about(), it.reason(), it.declaredAt(), it.endedAt());
        }
    }

    @Operation(
            operationId = "declareTaskInterest",
            summary = "Stand back from a task's resource; a held task goes back / 申报回避")
    @PostMapping("/review-tasks/{id}/interest")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> ofTask(@PathVariable UUID id, @RequestBody Reason body, Actor actor) {
        return created(service.declareForTask(id, body.reason(), actor));
    }

    @Operation(operationId = "listInterests", summary = "Declared interests; one's own unless coordinator / 利益关系申报列表")
    @GetMapping("/interests")
    Page<View> list(@RequestParam(required = false) @Nullable UUID personId, Actor actor) {
        return Page.whole(service.of(personId, actor).stream().map(View::of).toList());
    }

    @Operation(operationId = "declareInterest", summary = "Stand back from a person or a school / 申报利益关系")
    @PostMapping("/interests")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> declare(@RequestBody New body, Actor actor) {
        return created(service.declare(body.personId(), body.schoolId(), body.reason(), actor));
    }

    @Operation(operationId = "endInterest", summary = "It holds no longer / 撤销申报")
    @PostMapping("/interests/{id}/end")
    @Idempotent
    ResponseEntity<View> end(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(View.of(service.end(id, actor)));
    }

    private static ResponseEntity<View> created(Interest interest) {
        return ResponseEntity.created(URI.create("/api/v1/interests/" + interest.id()))
                .eTag("\"1\"")
                .body(View.of(interest));
    }
}
