package org.coursewarecommons.interop;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Blobs;
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

/** Bulk exports, in the format that an import takes. */
@Tag(name = "imports")
@RestController
@RequestMapping("/api/v1/exports")
class ExportController {

    private final ExportService exports;
    private final ImportViews views;
    private final Blobs blobs;

    ExportController(ExportService exports, ImportViews views, Blobs blobs) {
        this.exports = exports;
        this.views = views;
        this.blobs = blobs;
    }

    /**
     * Which resources: those named, those that a search finds, or else a selection; all missing means one's own.
     *
     * @param query parameters of {@code GET /search}; what it finds at this moment is exported
     */
    @Schema(name = "NewExport", description = "What to export / 导出范围")
    record NewExport(
            ExportJob.@Nullable Selection selection,
            @Size(min = 1, max = 1000) @Nullable List<@NotNull UUID> resourceIds,
            @Schema(
                            description = "Parameters of GET /search, by name / 与 GET /search 相同的检索参数",
                            example = "{\"q\": [\"分数\"], \"subject\": [\"SX\"]}")
                    @Size(min = 1, max = 20)
                    @Nullable
                    Map<
                                    @NotNull @Size(max = 40) String,
                                    @NotNull @Size(min = 1, max = 20) List<@NotNull @Size(max = 200) String>>
                            query) {}

    @Operation(operationId = "startExport", summary = "Export resources as one zip / 批量导出为压缩包")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent(outsideTransaction = true)
    ResponseEntity<ExportView> start(@RequestBody NewExport body, Actor actor) {
        if (body.query() != null) {
            if (body.resourceIds() != null || body.selection() != null) {
                throw ProblemException.invalid("/query", "chosen-and-selected");
            }
            return accepted(exports.startFound(body.query(), actor));
        }
        boolean chosen = body.resourceIds() != null;
        ExportJob.Selection selection = body.selection() != null
                ? body.selection()
                : chosen ? ExportJob.Selection.CHOSEN : ExportJob.Selection.OWN;
        if (chosen != (selection == ExportJob.Selection.CHOSEN)) {
            throw ProblemException.invalid("/resourceIds", chosen ? "chosen-and-selected" : "required");
        }
        return accepted(exports.start(selection, body.resourceIds() == null ? List.of() : body.resourceIds(), actor));
    }

    private ResponseEntity<ExportView> accepted(ExportJob job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/exports/" + job.id()))
                .body(view(job));
    }

    @Operation(operationId = "getExport", summary = "How far an export is / 导出进度")
    @GetMapping("/{id}")
    ExportView get(@PathVariable UUID id, Actor actor) {
        return view(exports.find(id, actor));
    }

    @ApiResponse(responseCode = "410", content = @Content)
    @Operation(
            operationId = "getExportContent",
            summary = "The finished zip / 下载导出的压缩包",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/{id}/content")
    void content(@PathVariable UUID id, HttpServletResponse response, Actor actor) throws IOException {
        ExportJob job = exports.find(id, actor);
        if (job.sha256() == null || job.size() == null) {
            throw ProblemException.invalidTransition(job.state());
        }
        if (isExpired(job)) {
            throw new ProblemException(InteropProblem.EXPORT_EXPIRED);
        }
        try (InputStream bytes = blobs.open(job.sha256())) {
            response.setContentType("application/zip");
            response.setContentLengthLong(job.size());
            response.setHeader("Content-Disposition", "attachment; filename=\"export-" + job.id() + ".zip\"");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "private, no-store");
            bytes.transferTo(response.getOutputStream());
        }
    }

    private static boolean isExpired(ExportJob job) {
        return job.expiresAt() != null && Instant.now().isAfter(job.expiresAt());
    }

    private ExportView view(ExportJob job) {
        return new ExportView(
                job.id(),
                job.state(),
                job.selection(),
                job.resources(),
                job.versions(),
                job.leftOut(),
                job.size(),
                job.sha256(),
                views.errors(job.faults()),
                job.createdAt(),
                job.finishedAt(),
                job.expiresAt(),
                job.state() == JobState.DONE && !isExpired(job) ? List.of("download") : List.of());
    }
}
