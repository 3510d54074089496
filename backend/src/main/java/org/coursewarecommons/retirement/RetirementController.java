package org.coursewarecommons.retirement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.models.HearingModel;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hearings about retiring a resource. Votes and signatures come through the review tasks. */
@RestController
@RequestMapping("/api/v1/retirements")
@Tag(name = "retirement", description = "Hearings, tombstones, purges / 出库听证、说明与销毁")
class RetirementController {

    private final HearingDesk desk;
    private final HearingRows hearings;
    private final HearingAccess access;
    private final HearingViews views;
    private final Workflow workflow;

    RetirementController(
            HearingDesk desk, HearingRows hearings, HearingAccess access, HearingViews views, Workflow workflow) {
        this.desk = desk;
        this.hearings = hearings;
        this.access = access;
        this.views = views;
        this.workflow = workflow;
    }

    @PostMapping
    @Operation(operationId = "nominateRetirement", summary = "Nominate a resource by hand / 提名出库")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<HearingBodies.RetirementView> nominate(Actor actor, @RequestBody HearingBodies.New body) {
        Hearing made = desk.nominate(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/retirements/" + made.id()))
                .body(views.full(made, actor));
    }

    @GetMapping
    @Operation(
            operationId = "listRetirements",
            summary = "Hearings of my resources, of my school or collective, or all, newest first / 听证列表")
    Page<HearingBodies.RetirementView> list(
            Actor actor,
            @RequestParam(required = false) Hearing.@Nullable State state,
            @RequestParam(required = false) @Nullable UUID resourceId,
            @RequestParam(required = false) @Schema(maxLength = 200, description = "Part of the title / 标题片段") @Nullable
                    String q,
            PageRequest page) {
        return hearings.page(access.filter(actor, state, resourceId, q), page).map(views::row);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getRetirement", summary = "Where a hearing stands, why, and what happened / 听证详情、依据与进度")
    HearingBodies.RetirementView get(Actor actor, @PathVariable UUID id) {
        return views.full(desk.visible(id, actor), actor);
    }

    @PostMapping("/{id}/nomination")
    @Operation(operationId = "takeUpProposal", summary = "Take up, or put down, what an evaluation proposed / 处理系统提名")
    @Idempotent
    ResponseEntity<HearingBodies.RetirementView> takeUp(
            Actor actor, @PathVariable UUID id, @RequestBody HearingBodies.Nomination body) {
        return ResponseEntity.ok(views.full(desk.takeUp(id, body, actor), actor));
    }

    @PostMapping("/{id}/answer")
    @Operation(operationId = "answerRetirement", summary = "The owner's answer / 作者答复")
    @Idempotent
    ResponseEntity<HearingBodies.RetirementView> answer(
            Actor actor, @PathVariable UUID id, @RequestBody HearingBodies.Answer body) {
        return ResponseEntity.ok(views.full(desk.answer(id, body, actor), actor));
    }

    @PostMapping("/{id}/appeal")
    @Operation(operationId = "appealRetirement", summary = "Appeal against the decision / 申诉")
    @Idempotent
    ResponseEntity<HearingBodies.RetirementView> appeal(
            Actor actor, @PathVariable UUID id, @RequestBody HearingBodies.Plea body) {
        return ResponseEntity.ok(views.full(desk.appeal(id, body.text(), actor), actor));
    }

    @PostMapping("/{id}/tombstone")
    @Operation(
            operationId = "writeTombstone",
            summary = "What the tombstone will say, and what to use instead / 填写出库说明与替代资源")
    @Idempotent
    ResponseEntity<HearingBodies.RetirementView> write(
            Actor actor, @PathVariable UUID id, @RequestBody HearingBodies.TombstoneText body) {
        return ResponseEntity.ok(views.full(desk.write(id, body, actor), actor));
    }

    @PostMapping("/{id}/restoration")
    @Operation(operationId = "restoreResource", summary = "Ask for a retired resource back / 申请恢复")
    @Idempotent
    ResponseEntity<HearingBodies.RetirementView> restore(
            Actor actor, @PathVariable UUID id, @RequestBody HearingBodies.Plea body) {
        return ResponseEntity.ok(views.full(desk.restore(id, body.text(), actor), actor));
    }

    @GetMapping("/{id}/diagram")
    @Operation(operationId = "getRetirementDiagram", summary = "The process as a picture (SVG) / 流程图")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")))
    ResponseEntity<String> diagram(Actor actor, @PathVariable UUID id) {
        desk.visible(id, actor);
        return workflow.diagram(HearingModel.PROCESS_RETIREMENT, id.toString())
                .map(svg -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("image/svg+xml"))
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                        .body(svg))
                .orElseThrow(ProblemException::notFound);
    }
}
