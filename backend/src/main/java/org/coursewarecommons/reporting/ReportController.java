package org.coursewarecommons.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Tabular;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures for the district's staff, its towns, collectives and schools: each sees its own. JSON, or CSV by Accept. */
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "reports", description = "Figures about sharing / 统计报告")
class ReportController {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String TERM = "Code of a term, e.g. 2025S2; the current one when missing / 学期代码,默认当前学期";
    private static final String RIGHTS =
            "District roles see all schools; town coordinators, stewards and school admins their own. / 区级角色查看全区,其他角色查看所辖学校。";
    private static final int MAX_TERM = 20;
    private static final int MAX_TABLE = 10_000_000;

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping(
            path = "/sharing-flow",
            produces = {JSON, Tabular.CSV})
    @Operation(operationId = "getSharingFlow", summary = "Who gives and who takes / 共享流向", description = RIGHTS)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = FlowReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    FlowReport flow(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term,
            @RequestParam(defaultValue = "AREA") FlowReport.By by) {
        return reports.flow(term, by, actor, locale);
    }

    @GetMapping(
            path = "/coverage",
            produces = {JSON, Tabular.CSV})
    @Operation(
            operationId = "getCoverage",
            summary = "What is on the shelf for each subject and grade / 学科年级覆盖",
            description = RIGHTS)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = CoverageReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    CoverageReport coverage(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term) {
        return reports.coverage(term, actor, locale);
    }

    @GetMapping(
            path = "/equity",
            produces = {JSON, Tabular.CSV})
    @Operation(
            operationId = "getEquity",
            summary = "How evenly it reaches the schools, EQ1 to EQ12 / 均衡指标",
            description = RIGHTS)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = EquityReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    EquityReport equity(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term) {
        return reports.equity(term, actor, locale);
    }

    @GetMapping(
            path = "/pairings",
            produces = {JSON, Tabular.CSV})
    @Operation(
            operationId = "getPairingFigures",
            summary = "What pairings do, PA1 to PA7 / 结对帮扶成效",
            description = RIGHTS)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = PairingReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    PairingReport pairings(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term) {
        return reports.pairings(term, actor, locale);
    }

    @GetMapping(
            path = "/library-changes",
            produces = {JSON, Tabular.CSV})
    @Operation(
            operationId = "getLibraryChanges",
            summary = "What entered, improved, was promoted, retired, restored, and why / 馆藏变化",
            description = RIGHTS)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = LibraryReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    LibraryReport library(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term) {
        return reports.library(term, actor, locale);
    }

    @GetMapping(
            path = "/effect",
            produces = {JSON, Tabular.CSV})
    @Operation(
            operationId = "getEffectByCollective",
            summary = "Use effect by group and alliance / 集团联盟使用效果",
            description = RIGHTS)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = EffectReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    EffectReport effect(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term) {
        return reports.effect(term, actor, locale);
    }

    @GetMapping(
            path = "/review-effect",
            produces = {JSON, Tabular.CSV})
    @Operation(
            operationId = "getReviewEffect",
            summary = "Review scores against later effect / 评审得分与使用效果",
            description =
                    "For district stewards, committee, review coordinators and auditors. / 供区级管理员、委员会、评审协调员和审计人员使用。")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = JSON, schema = @Schema(implementation = ReviewEffectReport.class)),
                @Content(mediaType = Tabular.CSV, schema = @Schema(type = "string", maxLength = MAX_TABLE))
            })
    ReviewEffectReport reviewEffect(
            Actor actor,
            Locale locale,
            @Parameter(description = TERM, schema = @Schema(maxLength = MAX_TERM))
                    @RequestParam(required = false)
                    @Nullable
                    String term) {
        return reports.reviewEffect(term, actor, locale);
    }
}
