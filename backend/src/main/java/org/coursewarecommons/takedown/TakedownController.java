package org.coursewarecommons.takedown;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
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

/** 举报与紧急停用: reports, the suspensions they lead to, and whoever was wrong too often. */
@Tag(name = "takedown", description = "Serious reports and suspensions / 举报与紧急停用")
@RestController
@RequestMapping("/api/v1")
class TakedownController {

    private final TakedownService service;
    private final ReportRows reports;
    private final SuspensionRows suspensions;

    TakedownController(TakedownService service, ReportRows reports, SuspensionRows suspensions) {
        this.service = service;
        this.reports = reports;
        this.suspensions = suspensions;
    }

    @Operation(
            operationId = "reportResource",
            summary = "Report a resource / 举报资源",
            description =
                    "Rights, privacy and safety hide it at once, for at most five working days; all else becomes a"
                            + " message. / 侵权、隐私、安全类举报立即停用资源(至多五个工作日),其余转为留言处理。")
    @PostMapping("/resources/{id}/reports")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<TakedownBodies.ReportView> report(
            @PathVariable UUID id, @RequestBody TakedownBodies.NewReport body, Actor actor) {
        Report report = service.report(id, body.reason(), body.text(), actor);
        return ResponseEntity.created(URI.create("/api/v1/resource-reports/" + report.id()))
                .body(TakedownBodies.view(report));
    }

    @Operation(operationId = "listReports", summary = "Reports: all for the staff, else my own; newest first / 举报列表")
    @GetMapping("/resource-reports")
    Page<TakedownBodies.ReportView> reports(
            @RequestParam(required = false) Report.@Nullable State state,
            @RequestParam(required = false) @Nullable UUID resourceId,
            PageRequest page,
            Actor actor) {
        UUID reporter = TakedownAccess.isStaff(actor) ? null : actor.id();
        ReportRows.Filter filter = new ReportRows.Filter(state, reporter, resourceId);
        return Page.cut(
                        reports.reports(filter, page),
                        page,
                        reports.count(filter),
                        report -> List.of(report.id().toString()))
                .map(TakedownBodies::view);
    }

    @Operation(operationId = "getReport", summary = "A report and what became of it / 举报详情")
    @GetMapping("/resource-reports/{id}")
    TakedownBodies.ReportView get(@PathVariable UUID id, Actor actor) {
        return reports.report(id)
                .filter(report -> report.reporterId().equals(actor.id()) || TakedownAccess.isStaff(actor))
                .map(TakedownBodies::view)
                .orElseThrow(ProblemException::notFound);
    }

    @Operation(
            operationId = "suspendOnReport",
            summary = "The steward on duty takes the resource down on a waiting report / 值班管理员据举报停用资源")
    @PostMapping("/resource-reports/{id}/suspension")
    @Idempotent
    ResponseEntity<TakedownBodies.ReportView> suspend(@PathVariable UUID id, Actor actor) {
        return ResponseEntity.ok(TakedownBodies.view(service.suspend(id, actor)));
    }

    @Operation(operationId = "dismissReport", summary = "A waiting report is wrong / 驳回待处理的举报")
    @PostMapping("/resource-reports/{id}/dismissal")
    @Idempotent
    ResponseEntity<TakedownBodies.ReportView> dismiss(
            @PathVariable UUID id, @RequestBody TakedownBodies.Dismissal body, Actor actor) {
        return ResponseEntity.ok(TakedownBodies.view(service.dismiss(id, body.reason(), actor)));
    }

    @Operation(
            operationId = "listWrongReporters",
            summary = "Whose reports were wrong, most often first; for stewards / 误报较多的举报人")
    @GetMapping("/resource-reports/reporters")
    Page<TakedownBodies.ReporterView> reporters(@RequestParam(defaultValue = "2") int least, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD, Role.AUDITOR);
        if (least < 1) {
            throw ProblemException.invalidParameter("least", "minimum", 1);
        }
        return Page.whole(
                reports.wrongReporters(least).stream().map(TakedownBodies::view).toList());
    }

    @Operation(
            operationId = "listTakedowns",
            summary = "Suspensions: all for the staff, else of my resources; newest first / 停用列表")
    @GetMapping("/takedowns")
    Page<TakedownBodies.TakedownView> takedowns(
            @RequestParam(required = false) Suspension.@Nullable State state, PageRequest page, Actor actor) {
        UUID owner = TakedownAccess.isStaff(actor) ? null : actor.id();
        return Page.cut(
                        suspensions.suspensions(state, owner, page),
                        page,
                        suspensions.count(state, owner),
                        suspension -> List.of(suspension.id().toString()))
                .map(suspension -> TakedownBodies.view(suspension, List.of()));
    }

    @Operation(operationId = "getTakedown", summary = "A suspension: why, until when, what came of it / 停用详情")
    @GetMapping("/takedowns/{id}")
    TakedownBodies.TakedownView takedown(@PathVariable UUID id, Actor actor) {
        boolean staff = TakedownAccess.isStaff(actor);
        Suspension suspension = suspensions
                .suspension(id)
                .filter(found -> staff || found.ownerId().equals(actor.id()))
                .orElseThrow(ProblemException::notFound);
        // Its owner reads what is said, and not who said it.
        return TakedownBodies.view(
                suspension,
                reports.ofSuspension(id).stream().map(TakedownBodies::view).toList());
    }
}
