package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Decision;
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

/** Items with a known answer, by which reviewers are measured. Reviewers meet them in their queues and nowhere else. */
@Tag(name = "review-quality", description = "Quality of reviewing / 评审质量")
@RestController
@RequestMapping("/api/v1/calibrations")
class CalibrationController {

    private final CalibrationService service;
    private final Calibrations calibrations;
    private final CalibrationViews views;

    CalibrationController(CalibrationService service, Calibrations calibrations, CalibrationViews views) {
        this.service = service;
        this.calibrations = calibrations;
        this.views = views;
    }

    /**
     * The known answer.
     *
     * @param form E, T or X: every reviewer of that role whose appointment covers the resource is asked
     * @param comment why these are the right scores
     */
    @Schema(name = "NewCalibration", description = "发起评分校准")
    record New(
            @NotNull UUID resourceId,
            @NotNull @Size(max = 5) @Schema(example = "E") String form,
            @NotNull @Size(max = 20) Map<@Size(max = 10) String, Integer> scores,
            @Size(max = 20) @Nullable List<@NotNull @Size(max = 10) String> notApplicable,
            @NotBlank @Size(max = 4000) @Schema(example = "经教研室三人合议,概念准确,活动设计一般。") String comment) {}

    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", content = @Content)
    @Operation(
            operationId = "beginCalibration",
            summary = "Give every reviewer of a role an item with a known answer / 发起评分校准",
            description =
                    """
                    Each of them finds it in the queue like any other sheet. It decides about nothing.
                    评审人在任务列表中看到的与普通任务无异;结果只用于比较,不影响资源。""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<CalibrationViews.Detail> begin(@RequestBody New body, Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);
        Decision reference = new Decision(body.scores(), body.notApplicable(), null, null, body.comment(), null);
        Calibration begun = service.begin(body.resourceId(), body.form(), reference, actor);
        return ResponseEntity.created(URI.create("/api/v1/calibrations/" + begun.id()))
                .eTag("\"open\"")
                .body(views.detail(begun));
    }

    @Operation(operationId = "listCalibrations", summary = "Calibrations, newest first / 校准列表")
    @GetMapping
    Page<CalibrationViews.Item> list(
            @RequestParam(required = false) @Schema(maxLength = 7, example = "2026-05") @Nullable String month,
            @RequestParam(required = false) @Schema(maxLength = 5, example = "E") @Nullable String form,
            PageRequest page,
            Actor actor) {
        requireReader(actor);
        LocalDate first = month(month);
        List<Calibration> rows = calibrations.page(first, form, before(page), page.limit() + 1);
        Page<Calibration> cut = Page.cut(
                rows,
                page,
                calibrations.count(first, form),
                it -> List.of(it.id().toString()));
        Map<UUID, CalibrationViews.Item> items = views.items(cut.items());
        return cut.map(it -> items.get(it.id()));
    }

    @Operation(operationId = "getCalibration", summary = "A calibration with every sheet against the known one / 校准结果")
    @GetMapping("/{id}")
    CalibrationViews.Detail get(@PathVariable UUID id, Actor actor) {
        requireReader(actor);
        return views.detail(calibrations.find(id).orElseThrow(ProblemException::notFound));
    }

    @Operation(operationId = "closeCalibration", summary = "Ask nobody any longer / 结束校准")
    @PostMapping("/{id}/closure")
    @Idempotent
    ResponseEntity<CalibrationViews.Detail> close(@PathVariable UUID id, Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);
        return ResponseEntity.ok(views.detail(service.close(id, actor)));
    }

    private static void requireReader(Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD, Role.AUDITOR);
    }

    private static @Nullable LocalDate month(@Nullable String month) {
        try {
            return month == null ? null : YearMonth.parse(month).atDay(1);
        } catch (DateTimeParseException noMonth) {
            throw ProblemException.invalidParameter("month", "month");
        }
    }

    private static @Nullable UUID before(PageRequest page) {
        try {
            return page.after(0) == null ? null : UUID.fromString(String.valueOf(page.after(0)));
        } catch (IllegalArgumentException notOurs) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
    }
}
