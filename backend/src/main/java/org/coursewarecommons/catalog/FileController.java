package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Blobs;
import org.coursewarecommons.storage.FinishedUpload;
import org.coursewarecommons.storage.Holdings;
import org.coursewarecommons.storage.StoredBlob;
import org.coursewarecommons.storage.Uploads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Attaching files to a draft and taking them off again. */
@Tag(name = "files", description = "Files of a resource / 资源文件")
@RestController
@RequestMapping("/api/v1/resources/{id}/files")
class FileController {

    private static final int MAX_NAME = 120;

    private final FileService files;
    private final ResourceViews views;
    private final Blobs blobs;
    private final Uploads uploads;
    private final Holdings holdings;

    FileController(FileService files, ResourceViews views, Blobs blobs, Uploads uploads, Holdings holdings) {
        this.files = files;
        this.views = views;
        this.blobs = blobs;
        this.uploads = uploads;
        this.holdings = holdings;
    }

    /** A finished upload session to attach. */
    @Schema(name = "AttachUpload")
    record AttachUpload(@NotNull UUID uploadId, @Nullable @Pattern(regexp = "MAIN|ATTACHMENT") String role) {}

    @Operation(operationId = "uploadFile", summary = "Attach a small file / 上传小文件")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent(outsideTransaction = true)
    ResponseEntity<ResourceView.FileView> upload(
            @PathVariable UUID id,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "MAIN") String role,
            Actor actor) {
        String name = name(file.getOriginalFilename());
        checkRole(role);
        if (file.isEmpty()) {
            throw ProblemException.invalid("/file", "empty-file");
        }
        files.checkAttachable(id, name, "/file", actor);
        StoredBlob blob = blobs.put(file, actor);
        String type = file.getContentType() == null ? "application/octet-stream" : file.getContentType();
        return created(id, attached(id, new FileService.NewFile(name, role, type, blob), actor));
    }

    private VersionDetail.VersionFile attached(UUID id, FileService.NewFile file, Actor actor) {
        try {
            return files.attach(id, file, actor);
        } catch (RuntimeException refused) {
            // The bytes are stored, but nobody has them: they stop counting.
            holdings.review(actor.id(), file.blob().sha256());
            throw refused;
        }
    }

    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "413", content = @Content)
    @Operation(operationId = "attachUpload", summary = "Attach a finished upload / 关联已完成的上传")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent(outsideTransaction = true)
    ResponseEntity<ResourceView.FileView> attach(@PathVariable UUID id, @RequestBody AttachUpload body, Actor actor) {
        FinishedUpload upload = uploads.finished(body.uploadId(), actor);
        files.checkAttachable(id, upload.name(), "/uploadId", actor);
        String role = body.role() == null ? "MAIN" : body.role();
        return created(
                id,
                files.attach(
                        id, new FileService.NewFile(upload.name(), role, upload.mediaType(), upload.blob()), actor));
    }

    @Operation(operationId = "removeFile", summary = "Take a file off a draft / 移除文件")
    @DeleteMapping("/{fileId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, @PathVariable UUID fileId, Actor actor) {
        files.remove(id, fileId, actor);
    }

    private ResponseEntity<ResourceView.FileView> created(UUID id, VersionDetail.VersionFile file) {
        return ResponseEntity.created(URI.create("/api/v1/resources/" + id + "/files/" + file.fileId() + "/content"))
                .body(views.file(file));
    }

    /** The last segment of what the browser sent, without control characters; never a path. */
    private static String name(@Nullable String original) {
        String name = original == null ? "" : original.replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1)
                .replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "")
                .strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
            throw ProblemException.invalid("/file", "length", 1, MAX_NAME);
        }
        return name;
    }

    private static void checkRole(String role) {
        if (!role.equals("MAIN") && !role.equals("ATTACHMENT")) {
            throw ProblemException.invalidParameter("role", "unknown-code", role);
        }
    }
}
