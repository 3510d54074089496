package org.coursewarecommons.storage;

import io.minio.messages.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/uploads")
@Tag(name = "uploads", description = "Files on their way into the store / 文件上传")
class UploadController {

    private final UploadService uploads;

    UploadController(UploadService uploads) {
        this.uploads = uploads;
    }

    /**
     * A new session with a link for each part.
     *
     * @param tusUrl takes the same bytes by tus 1.0 instead; may be changed to at any time
     */
    record OpenedUpload(
            UUID uploadId,
            long partSize,
            @Size(max = 10000) List<PartLink> parts,
            @Size(max = 200) String tusUrl,
            Instant expiresAt) {}

    /** @param numbers of the parts whose links are wanted again */
    record LinksWanted(@NotEmpty @Size(max = 1000) List<@NotNull @Min(1) @Max(10000) Integer> numbers) {}

    record FreshLinks(@Size(max = 1000) List<PartLink> parts) {}

    record Completion(@NotEmpty @Size(max = 10000) List<@NotNull @Valid CompletedPart> parts) {}

    /** @param sha256 null until done */
    record UploadResult(
            UUID uploadId, UploadState state, long size, @Nullable @Size(min = 64, max = 64) String sha256) {

        static UploadResult of(UploadSession session) {
            return new UploadResult(session.id(), session.state(), session.size(), session.sha256());
        }
    }

    /** A part that has arrived. */
    record ReceivedPart(int number, long size, @Size(max = 200) String etag) {

        static ReceivedPart of(Part part) {
            return new ReceivedPart(
                    part.partNumber(), part.partSize(), part.etag().replace("\"", ""));
        }
    }

    /**
     * Where a session stands; what is missing in {@code receivedParts} has to be sent still.
     *
     * @param failure code of the problem for which the bytes were refused; only when ABORTED
     */
    record UploadView(
            UUID uploadId,
            UploadState state,
            @Size(max = 120) String name,
            long size,
            @Size(max = 127) String mediaType,
            @Nullable @Size(min = 64, max = 64) String sha256,
            long partSize,
            int partCount,
            @Size(max = 10000) List<ReceivedPart> receivedParts,
            Instant expiresAt,
            @Nullable @Size(max = 100) String failure) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent(outsideTransaction = true)
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "413", content = @Content)
    @Operation(operationId = "openUpload", summary = "Open an upload session / 新建上传会话")
    ResponseEntity<OpenedUpload> open(@RequestBody OpenUpload wanted, Actor actor) {
        UploadSession session = uploads.open(wanted, actor);
        return ResponseEntity.created(URI.create("/api/v1/uploads/" + session.id()))
                .body(new OpenedUpload(
                        session.id(),
                        session.partSize(),
                        uploads.allLinks(session),
                        TusController.location(session),
                        session.expiresAt()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getUpload", summary = "See what has arrived / 查看上传进度")
    UploadView get(@PathVariable UUID id, Actor actor) {
        UploadSession session = uploads.find(id, actor);
        return new UploadView(
                session.id(),
                session.state(),
                session.name(),
                session.size(),
                session.mediaType(),
                session.sha256(),
                session.partSize(),
                session.partCount(),
                uploads.receivedParts(session).stream().map(ReceivedPart::of).toList(),
                session.expiresAt(),
                session.failure());
    }

    /** Not idempotent on purpose: links that have run out would be of no use a second time. */
    @PostMapping("/{id}/parts")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", content = @Content)
    @Operation(operationId = "renewUploadLinks", summary = "Get fresh links for parts / 重新获取分片上传链接")
    FreshLinks links(@PathVariable UUID id, @RequestBody LinksWanted wanted, Actor actor) {
        return new FreshLinks(uploads.links(uploads.find(id, actor), wanted.numbers()));
    }

    @PostMapping("/{id}/completion")
    @Idempotent(outsideTransaction = true)
    @Operation(operationId = "completeUpload", summary = "Finish an upload / 完成上传")
    ResponseEntity<UploadResult> complete(@PathVariable UUID id, @RequestBody Completion told, Actor actor) {
        UploadSession done = uploads.complete(uploads.find(id, actor), told.parts());
        return ResponseEntity.ok(UploadResult.of(done));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", content = @Content)
    @ApiResponse(responseCode = "409", content = @Content)
    @Operation(operationId = "abortUpload", summary = "Give up an upload / 放弃上传")
    ResponseEntity<Void> abort(@PathVariable UUID id, Actor actor) {
        uploads.abort(uploads.find(id, actor));
        return ResponseEntity.noContent().build();
    }
}
