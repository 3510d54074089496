package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 停用教材与课标: what is no longer adopted; the resources bound to it are superseded by that. */
@Tag(name = "taxonomies")
@RestController
@RequestMapping("/api/v1/adoption-ends")
class AdoptionController {

    private final AdoptionService service;
    private final Supersession supersession;

    AdoptionController(AdoptionService service, Supersession supersession) {
        this.service = service;
        this.supersession = supersession;
    }

    /**
     * @param taxonomy textbooks (one book), editions (all books of a publisher) or standards
     * @param lastDay on which it is adopted
     */
    @Schema(name = "NewAdoptionEnd", description = "停用教材或课标")
    record NewEnd(
            @NotNull @Pattern(regexp = "textbooks|editions|standards") @Schema(example = "textbooks") String taxonomy,
            @NotBlank @Size(max = 100) @Schema(example = "RJ-2012-SX-G03-V1") String code,
            @NotNull LocalDate lastDay,
            @NotBlank @Size(max = 500) @Schema(example = "2026 年秋季起改用 2024 版教材。") String reason) {}

    @Schema(name = "AdoptionEnd", description = "已停用的教材或课标")
    record EndView(
            UUID id,
            @Schema(maxLength = 20) String taxonomy,
            @Schema(maxLength = 100) String code,
            LocalDate lastDay,
            @Schema(maxLength = 500) String reason,
            Instant endedAt,
            @Nullable Instant revokedAt) {}

    @Operation(
            operationId = "endAdoption",
            summary = "A book, an edition or a standard is no longer adopted / 停用教材、版本或课标",
            description = "Published resources bound to it are superseded after that day, never called of low value."
                    + " / 与之绑定的资源到期转为“教材已更换”,不按低效资源处理。")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<EndView> end(@RequestBody NewEnd body, Actor actor) {
        AdoptionRows.End end = service.end(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/adoption-ends/" + end.id()))
                .body(view(end));
    }

    @Operation(operationId = "listAdoptionEnds", summary = "What is no longer adopted, newest first / 停用列表")
    @GetMapping
    Page<EndView> list(Actor actor) {
        return Page.whole(service.all().stream().map(AdoptionController::view).toList());
    }

    @Operation(operationId = "revokeAdoptionEnd", summary = "It is adopted again after all / 撤销停用")
    @PostMapping("/{id}/revocation")
    @Idempotent
    ResponseEntity<EndView> revoke(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(view(service.revoke(id, actor)));
    }

    @Operation(
            operationId = "runSupersession",
            summary = "Look through the resources now instead of at night / 立即检查受影响的资源")
    @PostMapping("/runs")
    ResponseEntity<Supersession.Run> run(Actor actor) {
        actor.require(org.coursewarecommons.identity.Role.DISTRICT_STEWARD);
        return ResponseEntity.ok(supersession.run());
    }

    private static EndView view(AdoptionRows.End end) {
        return new EndView(
                end.id(), end.taxonomy(), end.code(), end.lastDay(), end.reason(), end.endedAt(), end.revokedAt());
    }
}
