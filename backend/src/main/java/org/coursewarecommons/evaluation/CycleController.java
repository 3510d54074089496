package org.coursewarecommons.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.models.EvaluationModel;
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

/** The evaluation of terms: for stewards, committee and auditors. */
@Tag(name = "evaluation", description = "Use effect by term / 学期使用效果评价")
@RestController
@RequestMapping("/api/v1/evaluation-cycles")
class CycleController {

    private final CycleService service;
    private final EvaluationViews views;
    private final Results results;

    CycleController(CycleService service, EvaluationViews views, Results results) {
        this.service = service;
        this.views = views;
        this.results = results;
    }

    /** @param shadow shown to the committee alone; when missing, the first cycle ever is one */
    @Schema(name = "EvaluationCycleInput")
    record CycleBody(
            @NotNull @Pattern(regexp = "[0-9]{4}S[12]") @Schema(example = "2025S2") String term,
            @Nullable Boolean shadow) {}

    /** @param restate computes everything anew, at most once a cycle */
    @Schema(name = "EvaluationReading")
    record ReadingBody(@Nullable Boolean restate) {}

    @Operation(operationId = "startEvaluationCycle", summary = "Evaluate a term, once / 启动学期评价")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<EvaluationViews.CycleView> start(@RequestBody CycleBody body, Actor actor) {
        Cycle cycle = service.start(body.term(), body.shadow(), actor);
        return ResponseEntity.created(URI.create("/api/v1/evaluation-cycles/" + cycle.id()))
                .body(views.of(cycle));
    }

    @Operation(operationId = "listEvaluationCycles", summary = "All cycles, newest first / 评价列表")
    @GetMapping
    Page<EvaluationViews.CycleView> list(Actor actor) {
        return Page.whole(service.all(actor)).map(views::of);
    }

    @Operation(operationId = "getEvaluationCycle", summary = "How far a cycle is, with its counts / 评价进度")
    @GetMapping("/{id}")
    EvaluationViews.CycleView get(@PathVariable UUID id, Actor actor) {
        return views.of(service.get(id, actor));
    }

    @Operation(
            operationId = "readEvaluationCycle",
            summary = "The committee has read the results / 委员会已阅读",
            description = "Ends the wait for the committee: the results are published, or computed anew once.")
    @PostMapping("/{id}/reading")
    @Idempotent
    ResponseEntity<EvaluationViews.CycleView> read(@PathVariable UUID id, @RequestBody ReadingBody body, Actor actor) {
        return ResponseEntity.ok(views.of(service.read(id, Boolean.TRUE.equals(body.restate()), actor)));
    }

    @Operation(operationId = "listEvaluationResults", summary = "Results by proposal / 评价结果")
    @GetMapping("/{id}/results")
    Page<EvaluationViews.EvaluationView> results(
            @PathVariable UUID id,
            @Schema(maxLength = 40, example = "IMPROVE") @RequestParam(required = false) @Nullable String proposal,
            PageRequest page,
            Actor actor) {
        Cycle cycle = service.get(id, actor);
        if (proposal != null && !EvaluationModel.PROPOSALS.contains(proposal)) {
            throw ProblemException.invalidParameter("proposal", "unknown-code", proposal);
        }
        long total = results.counts(cycle).entrySet().stream()
                .filter(count -> proposal == null || count.getKey().equals(proposal))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        List<Results.Row> rows = results.ofCycle(cycle, proposal, after(page), page.limit() + 1);
        return Page.cut(rows, page, total, row -> List.of(row.resourceId().toString()))
                .map(views::of);
    }

    private static @Nullable UUID after(PageRequest page) {
        String key = page.after(0);
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
