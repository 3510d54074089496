package org.coursewarecommons.curation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.evaluation.CycleProposals;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.usage.UsageFigures;
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

/** 合并: two resources that read alike become one, with the credits of both. */
@Tag(name = "curation")
@RestController
@RequestMapping("/api/v1")
class MergeController {

    private static final String MERGE = "MERGE";
    private static final UsageFigures.Figures UNUSED = new UsageFigures.Figures(0, 0, 0);

    private final MergeService service;
    private final MergeRows rows;
    private final CycleProposals proposals;
    private final Catalogue catalogue;
    private final UsageFigures usage;

    MergeController(
            MergeService service, MergeRows rows, CycleProposals proposals, Catalogue catalogue, UsageFigures usage) {
        this.service = service;
        this.rows = rows;
        this.proposals = proposals;
        this.catalogue = catalogue;
        this.usage = usage;
    }

    /** @param intoId the one that stays */
    @Schema(name = "NewMerge", description = "合并建议")
    record NewMerge(
            @NotNull UUID resourceId,
            @NotNull UUID intoId,
            @NotBlank @Size(max = 1000) @Schema(example = "两份课件内容相同,保留使用更多的一份。") String reason) {}

    /** @param text required for an objection */
    @Schema(name = "MergeAnswer", description = "对合并建议的答复")
    record Answer(@NotNull Boolean consents, @Nullable @Size(max = 1000) String text) {}

    /** @param intoId its twin */
    @Schema(name = "MergeProposal", description = "系统合并建议")
    record ProposalView(
            UUID cycleId,
            @Schema(maxLength = 10) String term,
            UUID resourceId,
            @Nullable @Schema(maxLength = 200) String title,
            @Nullable UUID intoId) {}

    /** @param answerDue until then the owner may object; silence is consent */
    @Schema(name = "Merge", description = "合并")
    record View(
            UUID id,
            UUID resourceId,
            UUID intoId,
            @Schema(maxLength = 200) String title,
            double similarity,
            @Schema(maxLength = 1000) String reason,
            Merge.State state,
            Instant proposedAt,
            Instant answerDue,
            @Nullable Instant answeredAt,
            @Nullable @Schema(maxLength = 1000) String answer,
            @Nullable Instant executedAt) {}

    /** What was merged, with its makers and its figures as they were then. */
    @Schema(name = "MergedResource", description = "已并入的资源")
    record MergedView(
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 50) List<MergeRows.Credit> contributors,
            Instant mergedAt,
            long downloads,
            long ratings) {}

    /** @param downloads of the resource and of all that was merged into it */
    @Schema(name = "ResourceCredits", description = "署名与合并使用量")
    record CreditsView(@Schema(maxLength = 100) List<MergedView> merged, long downloads, long ratings) {}

    @Operation(operationId = "listMergeProposals", summary = "Twins that the last cycle proposes to merge / 系统合并建议")
    @GetMapping("/merge-proposals")
    Page<ProposalView> proposed(PageRequest page, Actor actor) {
        requireReader(actor);
        List<CycleProposals.Proposed> found =
                proposals.latest(MERGE, PromotionRows.uuid(page.after(0)), page.limit() + 1);
        Map<UUID, VersionDetail> live = catalogue.published(
                found.stream().map(CycleProposals.Proposed::resourceId).toList());
        return Page.cut(
                        found,
                        page,
                        proposals.count(MERGE),
                        proposed -> List.of(proposed.resourceId().toString()))
                .map(proposed -> {
                    VersionDetail version = live.get(proposed.resourceId());
                    return new ProposalView(
                            proposed.cycleId(),
                            proposed.term(),
                            proposed.resourceId(),
                            version == null ? null : version.metadata().title(),
                            proposed.twin());
                });
    }

    @Operation(
            operationId = "proposeMerge",
            summary = "Propose that two twins become one / 建议合并",
            description = "Its owner may object for five working days; another steward carries it out."
                    + " / 作者可在五个工作日内提出异议,由另一名管理员执行。")
    @PostMapping("/merges")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<View> propose(@RequestBody NewMerge body, Actor actor) {
        Merge merge = service.propose(body.resourceId(), body.intoId(), body.reason(), actor);
        return ResponseEntity.created(URI.create("/api/v1/merges/" + merge.id()))
                .body(view(merge));
    }

    @Operation(operationId = "listMerges", summary = "Merges: all for the staff, else of my resources / 合并列表")
    @GetMapping("/merges")
    Page<View> list(@RequestParam(required = false) Merge.@Nullable State state, PageRequest page, Actor actor) {
        UUID owner = isReader(actor) ? null : actor.id();
        return Page.cut(
                        rows.list(state, owner, page),
                        page,
                        rows.count(state, owner),
                        merge -> List.of(merge.id().toString()))
                .map(MergeController::view);
    }

    @Operation(operationId = "getMerge", summary = "One of them / 合并详情")
    @GetMapping("/merges/{id}")
    View get(@PathVariable UUID id, Actor actor) {
        return rows.find(id)
                .filter(merge -> merge.ownerId().equals(actor.id()) || isReader(actor))
                .map(MergeController::view)
                .orElseThrow(ProblemException::notFound);
    }

    @Operation(operationId = "answerMerge", summary = "The owner consents or objects / 作者答复合并建议")
    @PostMapping("/merges/{id}/answer")
    @Idempotent
    ResponseEntity<View> answer(@PathVariable UUID id, @RequestBody Answer body, Actor actor) {
        return ResponseEntity.ok(view(service.answer(id, body.consents(), body.text(), actor)));
    }

    @Operation(operationId = "withdrawMerge", summary = "Take a proposed merge back / 撤回合并建议")
    @PostMapping("/merges/{id}/withdrawal")
    @Idempotent
    ResponseEntity<View> withdraw(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(view(service.withdraw(id, actor)));
    }

    @Operation(
            operationId = "executeMerge",
            summary = "Another steward carries it out / 执行合并",
            description = "The twin's id answers 410 with the one that stays; credits and use are kept."
                    + " / 原编号返回 410 并指明保留的资源,署名与使用量保留。")
    @PostMapping("/merges/{id}/execution")
    @Idempotent
    ResponseEntity<View> execute(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(view(service.execute(id, actor)));
    }

    @Operation(operationId = "getResourceCredits", summary = "Who else made it: what was merged into it / 署名与合并来源")
    @GetMapping("/resources/{id}/credits")
    CreditsView credits(@PathVariable UUID id, Actor actor) {
        catalogue.readable(id, actor);
        UsageFigures.Figures own = usage.of(List.of(id)).getOrDefault(id, UNUSED);
        List<MergedView> merged = rows.merged(id).stream()
                .map(row -> new MergedView(
                        row.resourceId(),
                        row.title(),
                        rows.credits(row),
                        row.executedAt().toInstant(),
                        row.downloads(),
                        row.ratings()))
                .toList();
        return new CreditsView(
                merged,
                own.downloads()
                        + merged.stream().mapToLong(MergedView::downloads).sum(),
                own.ratings() + merged.stream().mapToLong(MergedView::ratings).sum());
    }

    private static boolean isReader(Actor actor) {
        return actor.has(Role.DISTRICT_STEWARD) || actor.has(Role.COMMITTEE) || actor.has(Role.AUDITOR);
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE, Role.AUDITOR);
    }

    private static View view(Merge merge) {
        return new View(
                merge.id(),
                merge.resourceId(),
                merge.intoId(),
                merge.title(),
                merge.similarity(),
                merge.reason(),
                merge.state(),
                merge.proposedAt(),
                merge.answerDue(),
                merge.answeredAt(),
                merge.answer(),
                merge.executedAt());
    }
}
