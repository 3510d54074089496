package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.storage.Blobs;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The bytes of a file: streamed, never held. */
@Tag(name = "files")
@RestController
class FileContentController {

    private static final Duration LINK_VALIDITY = Duration.ofMinutes(5);

    private final FileService files;
    private final Blobs blobs;

    FileContentController(FileService files, Blobs blobs) {
        this.files = files;
        this.blobs = blobs;
    }

    @Operation(
            operationId = "getFileContent",
            summary = "Download a file / 下载文件",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content =
                                @Content(
                                        mediaType = "application/octet-stream",
                                        schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "206", description = "Partial content", content = @Content),
                @ApiResponse(responseCode = "302", description = "A signed link", content = @Content),
                @ApiResponse(responseCode = "304", description = "Not modified", content = @Content),
                @ApiResponse(responseCode = "416", description = "Range not satisfiable", content = @Content)
            })
    @GetMapping("/api/v1/resources/{id}/files/{fileId}/content")
    void content(
            @PathVariable UUID id,
            @PathVariable UUID fileId,
            @RequestParam(defaultValue = "false") boolean redirect,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String rangeHeader,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
            ServletWebRequest request,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        FileService.Released released = files.released(id, fileId, actor);
        VersionDetail.VersionFile file = released.file();
        String eTag = "\"" + file.sha256() + "\"";
        if (request.checkNotModified(eTag)) {
            return;
        }
        if (redirect) {
            String link = blobs.downloadLink(file.sha256(), file.name(), type(file), LINK_VALIDITY)
                    .toString();
            count(released, actor, true);
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader(HttpHeaders.LOCATION, link);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return;
        }
        Range range = range(rangeHeader, ifRange, eTag, file.size());
        if (range == null) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            return;
        }
        try (InputStream bytes = blobs.open(file.sha256(), range.offset(), range.length())) {
            // The store has answered: from here on it is a download, and a use once the first byte is asked for.
            count(released, actor, range.offset() == 0);
            headers(response, file, eTag, range);
            bytes.transferTo(response.getOutputStream());
        }
    }

    private record Range(long offset, long length, boolean partial) {}

    private void count(FileService.Released released, Actor actor, boolean fromStart) {
        if (released.published() && fromStart) {
            files.recordDownload(released, actor);
        }
    }

    /** Null when not satisfiable. Several ranges at once are answered with the whole, as RFC 9110 14.2 allows. */
    private static @Nullable Range range(@Nullable String header, @Nullable String ifRange, String eTag, long size) {
        Range whole = new Range(0, size, false);
        if (header == null || (ifRange != null && !ifRange.equals(eTag))) {
            return whole;
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(header);
        } catch (IllegalArgumentException malformed) {
            return whole;
        }
        if (ranges.size() != 1) {
            return whole;
        }
        try {
            long start = ranges.get(0).getRangeStart(size);
            long end = ranges.get(0).getRangeEnd(size);
            return start > end || start >= size ? null : new Range(start, end - start + 1, true);
        } catch (IllegalArgumentException beyond) {
            return null;
        }
    }

    private static void headers(
            HttpServletResponse response, VersionDetail.VersionFile file, String eTag, Range range) {
        response.setStatus(range.partial() ? HttpStatus.PARTIAL_CONTENT.value() : HttpStatus.OK.value());
        Attachment.headers(response, type(file), file.name());
        response.setContentLengthLong(range.length());
        response.setHeader(HttpHeaders.ETAG, eTag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (range.partial()) {
            long last = range.offset() + range.length() - 1;
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + range.offset() + "-" + last + "/" + file.size());
        }
    }

    private static String type(VersionDetail.VersionFile file) {
        String found = file.inspection().mediaType();
        return found == null ? "application/octet-stream" : found;
    }
}
