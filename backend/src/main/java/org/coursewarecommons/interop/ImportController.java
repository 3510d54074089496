package org.coursewarecommons.interop;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.FinishedUpload;
import org.coursewarecommons.storage.Uploads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Bulk imports: a zip with a manifest and files. */
@Tag(name = "imports", description = "Bulk import and export / 批量导入与导出")
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private static final int MAX_NAME = 255;

    private final ImportService imports;
    private final ImportRows rows;
    private final ImportViews views;
    private final ImportEvents events;
    private final Uploads uploads;

    ImportController(ImportService imports, ImportRows rows, ImportViews views, ImportEvents events, Uploads uploads) {
        this.imports = imports;
        this.rows = rows;
        this.views = views;
        this.events = events;
        this.uploads = uploads;
    }

    /** The zip as a finished upload. */
    @Schema(name = "NewImport", description = "An uploaded zip / 已上传的压缩包")
    record NewImport(@NotNull UUID uploadId) {}

    @Operation(
            operationId = "startImport",
            summary = "Import a zip with manifest.csv or manifest.xlsx / 批量导入(压缩包内含清单与文件)")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent(outsideTransaction = true)
    ResponseEntity<ImportView> upload(
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "normal") String mode,
            Actor actor) {
        ImportService.Wish wish = wish(mode, dryRun, actor);
        if (file.isEmpty()) {
            throw ProblemException.invalid("/file", "empty-file");
        }
        return accepted(imports.start(file, name(file.getOriginalFilename()), wish, actor));
    }

    @Operation(operationId = "startImportOfUpload", summary = "Import an uploaded zip / 导入已上传的压缩包")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<ImportView> start(
            @RequestBody NewImport body,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "normal") String mode,
            Actor actor) {
        ImportService.Wish wish = wish(mode, dryRun, actor);
        FinishedUpload upload = uploads.finished(body.uploadId(), actor);
        return accepted(imports.start(upload.blob(), name(upload.name()), wish, actor));
    }

    @Operation(operationId = "getImport", summary = "How far an import is / 导入进度")
    @GetMapping("/{id}")
    ImportView get(@PathVariable UUID id, Actor actor) {
        return views.view(imports.find(id, actor));
    }

    @Operation(operationId = "listImportRows", summary = "The ledger of an import / 导入明细")
    @GetMapping("/{id}/rows")
    Page<ImportView.Row> rows(
            @PathVariable UUID id, @RequestParam(required = false) RowState state, PageRequest page, Actor actor) {
        ImportJob job = imports.find(id, actor);
        ImportView.Counts counts = views.view(job).counts();
        return Page.cut(
                        rows.page(id, state, page),
                        page,
                        total(counts, state),
                        row -> List.of(Integer.toString(row.number())))
                .map(row -> views.row(row, job.isHistoric()));
    }

    @Operation(
            operationId = "watchImport",
            summary = "Progress as server-sent events / 导入进度(SSE)",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string", maxLength = 100000),
                                            examples =
                                                    @ExampleObject(
                                                            "id:12\nevent:progress\ndata:{\"id\":\"…\",\"state\":\"RUNNING\",\"counts\":{\"total\":200,\"finished\":12}}\n\n"))))
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Actor actor) {
        imports.find(id, actor);
        return events.watch(id, lastEventId);
    }

    private static int total(ImportView.Counts counts, @Nullable RowState state) {
        if (state == null) {
            return counts.total();
        }
        return switch (state) {
            case PENDING -> counts.pending();
            case VALID -> counts.valid();
            case DONE -> counts.done();
            case FAILED -> counts.failed();
            case SKIPPED -> counts.skipped();
        };
    }

    private ResponseEntity<ImportView> accepted(ImportJob job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + job.id()))
                .body(views.view(job));
    }

    private static ImportService.Wish wish(String mode, boolean dryRun, Actor actor) {
        ImportMode wanted =
                switch (mode) {
                    case "normal" -> ImportMode.NORMAL;
                    case "historic" -> ImportMode.HISTORIC;
                    default -> throw ProblemException.invalidParameter("mode", "unknown-code", mode);
                };
        ImportService.Wish wish = new ImportService.Wish(wanted, dryRun);
        ImportService.require(wish, actor);
        return wish;
    }

    private static String name(@Nullable String original) {
        String name = original == null ? "import.zip" : original.replaceAll("\\p{Cntrl}", "");
        return name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
    }
}
