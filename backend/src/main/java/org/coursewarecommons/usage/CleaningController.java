package org.coursewarecommons.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How use was cleaned: for those who answer for the figures. */
@Tag(name = "usage")
@RestController
@RequestMapping("/api/v1")
class CleaningController {

    private final CleaningRuns runs;
    private final Spikes spikes;

    CleaningController(CleaningRuns runs, Spikes spikes) {
        this.runs = runs;
        this.spikes = spikes;
    }

    @Operation(
            operationId = "listUsageCleanings",
            summary = "Cleanings of use with what each rule took out, newest first / 使用数据清洗记录")
    @GetMapping("/usage-cleaning-runs")
    Page<CleaningRuns.RunView> list(Actor actor) {
        requireReader(actor);
        return Page.whole(runs.all());
    }

    @Operation(
            operationId = "getUsageCleaning",
            summary = "One cleaning, with the events that came too late for it / 清洗明细")
    @GetMapping("/usage-cleaning-runs/{id}")
    CleaningRuns.RunView get(@PathVariable UUID id, Actor actor) {
        requireReader(actor);
        return runs.find(id).orElseThrow(ProblemException::notFound);
    }

    @Operation(operationId = "listUsageSpikes", summary = "Days of unusual use that people should look at / 异常使用日")
    @GetMapping("/usage-cleaning-runs/{id}/spikes")
    Page<CleaningRuns.SpikeView> spikes(@PathVariable UUID id, PageRequest page, Actor actor) {
        requireReader(actor);
        if (runs.find(id).isEmpty()) {
            throw ProblemException.notFound();
        }
        List<CleaningRuns.SpikeView> rows = runs.spikes(id, afterResource(page), afterDay(page), page.limit() + 1);
        return Page.cut(
                rows,
                page,
                runs.spikes(id),
                row -> List.of(row.resource().toString(), row.day().toString()));
    }

    @Operation(
            operationId = "listSpikeDecisions",
            summary = "Decisions about a resource's days of unusual use / 异常使用日的处理记录")
    @GetMapping("/resources/{id}/spikes")
    Page<CleaningRuns.DecisionView> decisions(@PathVariable UUID id, Actor actor) {
        requireReader(actor);
        return Page.whole(spikes.of(id));
    }

    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "412", content = @Content)
    @ApiResponse(responseCode = "428", content = @Content)
    @Operation(
            operationId = "decideSpike",
            summary = "Exclude a day of unusual use, or count it after all / 排除或恢复异常使用日",
            description =
                    "Holds in later cleanings; a cycle that has been computed shows it when it is restated. The first decision needs no If-Match; changing it does.")
    @PutMapping("/resources/{id}/spikes/{day}")
    ResponseEntity<CleaningRuns.DecisionView> decide(
            @PathVariable UUID id,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @RequestBody CleaningRuns.DecisionBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Actor actor) {
        CleaningRuns.DecisionView decision =
                spikes.decide(id, day, body, ifMatch == null ? null : new IfMatch(ifMatch.strip()), actor);
        return ResponseEntity.ok().eTag(IfMatch.eTag(decision.revision())).body(decision);
    }

    private static @Nullable UUID afterResource(PageRequest page) {
        String key = page.after(0);
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private static @Nullable LocalDate afterDay(PageRequest page) {
        String key = page.after(1);
        try {
            return key == null ? null : LocalDate.parse(key);
        } catch (DateTimeParseException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.COMMITTEE, Role.APPEAL_PANEL, Role.AUDITOR);
    }
}
