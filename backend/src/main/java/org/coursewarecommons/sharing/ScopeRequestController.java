package org.coursewarecommons.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ScopeModel;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.workflow.Workflow;
import org.coursewarecommons.worklist.Worklist;
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

/** Asking that a resource is shared more widely, and seeing where the request stands. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "sharing", description = "Wider scopes and collections / 共享范围与资源集")
class ScopeRequestController {

    private final ScopeRequestService service;
    private final ScopeRequestRows rows;
    private final ScopeStewards stewards;
    private final Worklist worklist;
    private final Workflow workflow;

    ScopeRequestController(
            ScopeRequestService service,
            ScopeRequestRows rows,
            ScopeStewards stewards,
            Worklist worklist,
            Workflow workflow) {
        this.service = service;
        this.rows = rows;
        this.stewards = stewards;
        this.worklist = worklist;
        this.workflow = workflow;
    }

    @PostMapping("/resources/{id}/scope-requests")
    @Operation(operationId = "requestScope", summary = "Ask that a resource is shared more widely / 申请扩大共享范围")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<ScopeRequestBody> ask(Actor actor, @PathVariable UUID id, @RequestBody ScopeRequestBody.New body) {
        ScopeRequest made = service.ask(id, body, actor);
        return ResponseEntity.created(URI.create("/api/v1/scope-requests/" + made.id()))
                .body(body(made, actor));
    }

    @GetMapping("/scope-requests")
    @Operation(
            operationId = "listScopeRequests",
            summary = "Requests of mine, of my school or for the scopes I answer for, newest first / 扩大范围申请列表")
    Page<ScopeRequestBody> list(
            Actor actor,
            @RequestParam(required = false) ScopeRequest.@Nullable State state,
            @RequestParam(required = false) @Nullable UUID resourceId,
            PageRequest page) {
        UUID schoolId = actor.schoolId();
        return rows.page(
                        new ScopeRequestRows.Filter(
                                actor.id(),
                                schoolId != null
                                                && actor.has(Role.SCHOOL_ADMIN)
                                                && stewards.isAdmin(actor.id(), schoolId)
                                        ? schoolId
                                        : null,
                                actor.has(Role.COLLECTIVE_STEWARD)
                                        ? List.copyOf(stewards.collectivesOf(actor.id()))
                                        : List.of(),
                                watchesAll(actor),
                                state,
                                resourceId),
                        page)
                .map(request -> view(request, actor, List.of(), List.of()));
    }

    @GetMapping("/scope-requests/{id}")
    @Operation(
            operationId = "getScopeRequest",
            summary = "Where a request stands, what the stewards said and what happened / 申请详情与进度")
    ScopeRequestBody get(Actor actor, @PathVariable UUID id) {
        return body(visible(actor, id), actor);
    }

    @PostMapping("/scope-requests/{id}/withdrawal")
    @Operation(operationId = "withdrawScopeRequest", summary = "Take a request back / 撤回申请")
    @Idempotent
    ResponseEntity<ScopeRequestBody> withdraw(Actor actor, @PathVariable UUID id) {
        visible(actor, id);
        return ResponseEntity.ok(body(service.withdraw(id, actor), actor));
    }

    @GetMapping("/scope-requests/{id}/diagram")
    @Operation(operationId = "getScopeRequestDiagram", summary = "The process as a picture (SVG) / 流程图")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")))
    ResponseEntity<String> diagram(Actor actor, @PathVariable UUID id) {
        visible(actor, id);
        return workflow.diagram(ScopeModel.PROCESS_KEY, id.toString())
                .map(svg -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("image/svg+xml"))
                        .header(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
                        .body(svg))
                .orElseThrow(ProblemException::notFound);
    }

    private ScopeRequest visible(Actor actor, UUID id) {
        return rows.find(id).filter(request -> maySee(actor, request)).orElseThrow(ProblemException::notFound);
    }

    private boolean maySee(Actor actor, ScopeRequest request) {
        return watchesAll(actor)
                || ScopeRequestService.mayWithdraw(request, actor)
                || actor.has(Role.SCHOOL_ADMIN) && stewards.isAdmin(actor.id(), request.schoolId())
                || actor.has(Role.COLLECTIVE_STEWARD) && worklist.isInvolved(actor, request.id());
    }

    private static boolean watchesAll(Actor actor) {
        return actor.has(Role.DISTRICT_STEWARD) || actor.has(Role.AUDITOR);
    }

    private ScopeRequestBody body(ScopeRequest request, Actor actor) {
        List<UUID> collectives = request.wider().collectiveIds();
        return view(
                request,
                actor,
                rows.consents(request.id()).stream()
                        .map(consent -> new ScopeRequestBody.Consent(
                                collectives.isEmpty() ? null : collectives.get(consent.position() - 1),
                                consent.consents(),
                                consent.reason(),
                                consent.decidedAt()))
                        .toList(),
                rows.timeline(request.id()).stream()
                        .map(entry -> new ScopeRequestBody.Entry(entry.at(), entry.event(), entry.detail()))
                        .toList());
    }

    private static ScopeRequestBody view(
            ScopeRequest request,
            Actor actor,
            List<ScopeRequestBody.Consent> consents,
            List<ScopeRequestBody.Entry> timeline) {
        Set<String> actions = request.state().isOpen() && ScopeRequestService.mayWithdraw(request, actor)
                ? Set.of("withdraw")
                : Set.of();
        return new ScopeRequestBody(
                request.id(),
                request.resourceId(),
                request.versionId(),
                request.requesterId(),
                request.wider().level(),
                request.wider().collectiveIds(),
                request.state(),
                request.missingLevels(),
                request.submissionId(),
                request.reviewPassed(),
                request.refusedBy(),
                request.note(),
                request.createdAt(),
                request.updatedAt(),
                consents,
                timeline,
                List.copyOf(actions));
    }
}
