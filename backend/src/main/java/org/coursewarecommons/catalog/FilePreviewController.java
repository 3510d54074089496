package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.storage.Blobs;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The first pages of a file as pictures, to look at before fetching the file; looking counts as no download. */
@Tag(name = "files")
@RestController
class FilePreviewController {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MAX_TEXT = 20_000;

    private final FileService files;
    private final Blobs blobs;

    FilePreviewController(FileService files, Blobs blobs) {
        this.files = files;
        this.blobs = blobs;
    }

    @Operation(
            operationId = "getFilePreview",
            summary = "A page of a file as a picture / 文件页面预览图",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content =
                                @Content(
                                        mediaType = "image/png",
                                        schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "304", description = "Not modified", content = @Content),
                @ApiResponse(responseCode = "409", content = @Content),
                @ApiResponse(
                        responseCode = "410",
                        description = "It was retired; its tombstone / 已出库,仅存说明",
                        content =
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Tombstone.class)))
            })
    @GetMapping("/api/v1/resources/{id}/files/{fileId}/preview/{page}")
    void preview(
            @PathVariable UUID id,
            @PathVariable UUID fileId,
            @PathVariable int page,
            ServletWebRequest request,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        String sha256 = files.preview(id, fileId, page, actor).sha256();
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(FRESH).cachePrivate().getHeaderValue());
        if (request.checkNotModified("\"" + sha256 + "\"")) {
            return;
        }
        try (InputStream bytes = blobs.open(sha256)) {
            Attachment.harmless(response, MediaType.IMAGE_PNG_VALUE);
            bytes.transferTo(response.getOutputStream());
        }
    }

    /** @param truncated whether the file has more text than this */
    @Schema(name = "FileText", description = "Text of a file / 文件文字预览")
    record TextPreview(UUID fileId, @Size(max = MAX_TEXT) String text, boolean truncated) {}

    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", content = @Content)
    @Operation(operationId = "getFileText", summary = "The text of a file to look at / 文件文字预览")
    @GetMapping(
            path = "/api/v1/resources/{id}/files/{fileId}/preview/text",
            produces = MediaType.APPLICATION_JSON_VALUE)
    TextPreview text(@PathVariable UUID id, @PathVariable UUID fileId, HttpServletResponse response, Actor actor) {
        String text = files.text(id, fileId, actor);
        int end = Math.min(text.length(), MAX_TEXT);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        Attachment.harmless(response, MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return new TextPreview(fileId, text.substring(0, end), end < text.length());
    }
}
