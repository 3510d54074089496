package org.coursewarecommons.curation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.evaluation.CycleProposals;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
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

/** 推荐: what the last cycle proposes, what people made of it, and where it is proposed to next. */
@Tag(name = "curation", description = "Recommending the best, merging twins / 推荐与合并")
@RestController
@RequestMapping("/api/v1")
class PromotionController {

    private final PromotionService service;
    private final PromotionRows rows;
    private final CycleProposals proposals;
    private final Catalogue catalogue;

    PromotionController(PromotionService service, PromotionRows rows, CycleProposals proposals, Catalogue catalogue) {
        this.service = service;
        this.rows = rows;
        this.proposals = proposals;
        this.catalogue = catalogue;
    }

    /** @param accept false declines what the cycle proposes */
    @Schema(name = "NewPromotion", description = "推荐决定")
    record NewPromotion(
            @NotNull UUID cycleId,
            @NotNull UUID resourceId,
            @NotNull Boolean accept,
            @NotBlank @Size(max = 1000) @Schema(example = "各校使用广泛,教师评价高。") String reason) {}

    @Schema(name = "PromotionWithdrawal", description = "撤销推荐")
    record Withdrawal(@NotBlank @Size(max = 1000) @Schema(example = "内容已过时,待更新。") String reason) {}

    /** @param collectiveIds for COLLECTIVE: all of the school's when empty */
    @Schema(name = "PromotionScope", description = "推荐到更大范围")
    record Wider(@NotNull TargetScope.Level level, @Nullable @Size(max = 20) List<@NotNull UUID> collectiveIds) {}

    /**
     * What a cycle proposes.
     *
     * @param ruei 0–100
     * @param decision ACTIVE, DECLINED, WITHDRAWN or ENDED; null while nobody has decided
     */
    @Schema(name = "PromotionProposal", description = "推荐建议")
    record ProposalView(
            UUID cycleId,
            @Schema(maxLength = 10) String term,
            UUID resourceId,
            @Nullable @Schema(maxLength = 200) String title,
            double ruei,
            Promotion.@Nullable State decision,
            @Nullable UUID promotionId) {}

    /**
     * A decision about a proposal.
     *
     * @param until the last day of the mark; null when it was declined
     * @param scopeRequestId the request to share it more widely that followed
     */
    @Schema(name = "Promotion", description = "推荐")
    record View(
            UUID id,
            UUID resourceId,
            UUID cycleId,
            @Schema(maxLength = 10) String term,
            double ruei,
            Promotion.State state,
            @Schema(maxLength = 1000) String reason,
            Instant decidedAt,
            @Nullable LocalDate until,
            @Nullable Instant endedAt,
            @Nullable @Schema(maxLength = 1000) String endReason,
            @Nullable UUID scopeRequestId) {}

    @Operation(
            operationId = "listPromotionProposals",
            summary = "What the last published cycle proposes to recommend / 最近一次评价的推荐建议")
    @GetMapping("/promotion-proposals")
    Page<ProposalView> proposed(PageRequest page, Actor actor) {
        requireReader(actor);
        List<CycleProposals.Proposed> found =
                proposals.latest(PromotionService.PROMOTE, PromotionRows.uuid(page.after(0)), page.limit() + 1);
        List<UUID> ids = found.stream().map(CycleProposals.Proposed::resourceId).toList();
        Map<UUID, Promotion> decided =
                found.isEmpty() ? Map.of() : rows.ofCycle(found.get(0).cycleId(), ids);
        Map<UUID, VersionDetail> live = catalogue.published(ids);
        List<ProposalView> views = new ArrayList<>();
        found.forEach(proposed -> {
            Promotion promotion = decided.get(proposed.resourceId());
            VersionDetail version = live.get(proposed.resourceId());
            Double effect = proposed.effect();
            views.add(new ProposalView(
                    proposed.cycleId(),
                    proposed.term(),
                    proposed.resourceId(),
                    version == null ? null : version.metadata().title(),
                    rounded(effect == null ? 0 : effect),
                    promotion == null ? null : promotion.state(),
                    promotion == null ? null : promotion.id()));
        });
        return Page.cut(
                views,
                page,
                proposals.count(PromotionService.PROMOTE),
                view -> List.of(view.resourceId().toString()));
    }

    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", content = @Content)
    @Operation(
            operationId = "promoteResource",
            summary = "Recommend what a cycle proposes, or decline / 确认或谢绝推荐建议",
            description = "Never twice within two terms. The mark ends after its time. / 两个学期内不重复推荐,标记到期自动取消。")
    @PostMapping("/promotions")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> decide(@RequestBody NewPromotion body, Actor actor) {
        Promotion promotion = service.decide(body.cycleId(), body.resourceId(), body.accept(), body.reason(), actor);
        return ResponseEntity.created(URI.create("/api/v1/promotions/" + promotion.id()))
                .body(view(promotion));
    }

    @Operation(operationId = "listPromotions", summary = "What people made of such proposals, newest first / 推荐列表")
    @GetMapping("/promotions")
    Page<View> list(@RequestParam(required = false) Promotion.@Nullable State state, PageRequest page, Actor actor) {
        requireReader(actor);
        return Page.cut(
                        rows.list(state, page),
                        page,
                        rows.count(state),
                        promotion -> List.of(promotion.id().toString()))
                .map(PromotionController::view);
    }

    @Operation(operationId = "getPromotion", summary = "One of them / 推荐详情")
    @GetMapping("/promotions/{id}")
    View get(@PathVariable UUID id, Actor actor) {
        requireReader(actor);
        return rows.find(id).map(PromotionController::view).orElseThrow(ProblemException::notFound);
    }

    @Operation(operationId = "withdrawPromotion", summary = "Take the mark away before its time / 撤销推荐")
    @PostMapping("/promotions/{id}/withdrawal")
    @Idempotent
    ResponseEntity<View> withdraw(@PathVariable UUID id, @RequestBody Withdrawal body, Actor actor) {
        return ResponseEntity.ok(view(service.withdraw(id, body.reason(), actor)));
    }

    @Operation(
            operationId = "proposeWiderScope",
            summary = "Ask for a wider scope because it is recommended / 推荐到更大共享范围")
    @PostMapping("/promotions/{id}/scope-request")
    @Idempotent
    ResponseEntity<View> widen(@PathVariable UUID id, @RequestBody Wider body, Actor actor) {
        List<UUID> collectives = body.collectiveIds() == null ? List.of() : body.collectiveIds();
        return ResponseEntity.ok(view(service.propose(id, new TargetScope(body.level(), collectives), actor)));
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE, Role.AUDITOR);
    }

    private static View view(Promotion promotion) {
        return new View(
                promotion.id(),
                promotion.resourceId(),
                promotion.cycleId(),
                promotion.term(),
                rounded(promotion.effect()),
                promotion.state(),
                promotion.reason(),
                promotion.decidedAt(),
                promotion.until(),
                promotion.endedAt(),
                promotion.endReason(),
                promotion.scopeRequestId());
    }

    /** As people see the index. */
    static double rounded(double effect) {
        return Math.round(effect * 10) / 10.0;
    }
}
