package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Blobs;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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
    private static final int BUFFER = 16 * 1024;
    /** From this share of a film on, having looked at it is a use (DOMAIN 2.6). */
    private static final double COUNTING_SHARE = 0.25;

    private final FileService files;
    private final Blobs blobs;

    FileContentController(FileService files, Blobs blobs) {
        this.files = files;
        this.blobs = blobs;
    }

    /** A file on its way out. @param shown in the page rather than saved */
    private record Delivery(FileService.Released released, boolean shown, Actor actor) {

        VersionDetail.VersionFile file() {
            return released.file();
        }

        String eTag() {
            return "\"" + file().sha256() + "\"";
        }

        /** The bytes of a file never change, so they are as old as its id. */
        Instant lastModified() {
            return Ids.madeAt(file().fileId()).truncatedTo(ChronoUnit.SECONDS);
        }
    }

    @Operation(
            operationId = "getFileContent",
            summary = "Download a file / 下载文件",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(
                        responseCode = "206",
                        description = "Partial content",
                        content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "302", description = "A signed link", content = @Content),
                @ApiResponse(responseCode = "304", description = "Not modified", content = @Content),
                @ApiResponse(responseCode = "409", content = @Content),
                @ApiResponse(
                        responseCode = "410",
                        description = "It was retired; its tombstone / 已出库,仅存说明",
                        content =
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Tombstone.class))),
                @ApiResponse(responseCode = "416", content = @Content)
            })
    @GetMapping("/api/v1/resources/{id}/files/{fileId}/content")
    void content(
            @PathVariable UUID id,
            @PathVariable UUID fileId,
            @RequestParam(defaultValue = "false") boolean redirect,
            @Schema(allowableValues = {"attachment", "inline"}) @RequestParam(defaultValue = "attachment")
                    String disposition,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String rangeHeader,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
            ServletWebRequest request,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        boolean shown = isInline(disposition);
        FileService.Released released = files.released(id, fileId, actor);
        Delivery delivery = new Delivery(released, shown && Attachment.mayBeShown(released.file()), actor);
        boolean asked = request.getHttpMethod() == HttpMethod.HEAD;
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (request.checkNotModified(delivery.eTag(), delivery.lastModified().toEpochMilli())) {
            count(delivery, !asked);
            return;
        }
        if (redirect) {
            redirect(delivery, asked, rangeHeader, response);
            return;
        }
        // A range is a matter of GET alone (RFC 9110, 14.2).
        boolean whole = asked || !isSame(ifRange, delivery);
        ByteRange range = range(whole ? null : rangeHeader, delivery.file().size(), response);
        if (asked) {
            blobs.requireSound(List.of(delivery.file().sha256()));
            headers(response, delivery, range);
            return;
        }
        try (InputStream bytes = blobs.open(delivery.file().sha256(), range.offset(), range.length())) {
            headers(response, delivery, range);
            if (delivery.shown()) {
                play(bytes, delivery, range, response.getOutputStream());
                return;
            }
            // The store has answered: from here on it is a use, and one use once its first byte is asked for.
            count(delivery, range.fromStart());
            bytes.transferTo(response.getOutputStream());
        }
    }

    /** Sends a file to be looked at. Only here it can be seen how far a film was played: players stop the line. */
    private void play(InputStream bytes, Delivery delivery, ByteRange range, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long sent = 0;
        boolean noted = false;
        try {
            for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
                if (sent + read >= range.length()) {
                    // Before the last bytes leave: whoever has them all is found in the figures.
                    look(delivery, range, sent + read);
                    noted = true;
                }
                out.write(buffer, 0, read);
                sent += read;
            }
        } catch (IOException gone) {
            if (!noted) {
                look(delivery, range, sent);
            }
            throw gone;
        }
    }

    /** A use when it begins, and once more when it comes so far that it counts; what comes between is the same one. */
    private void look(Delivery delivery, ByteRange range, long sent) {
        double size = delivery.file().size();
        double until = (range.offset() + sent) / size;
        boolean reaches = range.offset() / size < COUNTING_SHARE && until >= COUNTING_SHARE;
        if (delivery.released().published() && (range.fromStart() || reaches)) {
            files.recordPreview(delivery.released(), delivery.actor(), until);
        }
    }

    private static boolean isInline(String disposition) {
        return switch (disposition) {
            case "attachment" -> false;
            case "inline" -> true;
            default -> throw ProblemException.invalidParameter("disposition", "unknown-code", disposition);
        };
    }

    /** Past us to the store, always to be saved: the store can be told neither nosniff nor a sandbox. */
    private void redirect(
            Delivery delivery, boolean asked, @Nullable String rangeHeader, HttpServletResponse response) {
        VersionDetail.VersionFile file = delivery.file();
        String link = blobs.downloadLink(file.sha256(), file.name(), Attachment.typeElsewhere(file), LINK_VALIDITY)
                .toString();
        ByteRange range = ByteRange.of(rangeHeader, file.size());
        // What the store sends afterwards nobody tells us, so the link is the use; a resumed download is none.
        count(new Delivery(delivery.released(), false, delivery.actor()), !asked && range != null && range.fromStart());
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, link);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private void count(Delivery delivery, boolean use) {
        if (!use || !delivery.released().published()) {
            return;
        }
        if (delivery.shown()) {
            // The client has it all already.
            files.recordPreview(delivery.released(), delivery.actor(), 1);
        } else {
            files.recordDownload(delivery.released(), delivery.actor());
        }
    }

    /** Whether the part of the file that the client has is of this very file. */
    private static boolean isSame(@Nullable String ifRange, Delivery delivery) {
        return ifRange == null || ifRange.equals(delivery.eTag()) || ifRange.equals(httpDate(delivery.lastModified()));
    }

    private static String httpDate(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    private static ByteRange range(@Nullable String header, long size, HttpServletResponse response) {
        ByteRange range = ByteRange.of(header, size);
        if (range == null) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            throw new ProblemException(CatalogProblem.RANGE_NOT_SATISFIABLE, size);
        }
        return range;
    }

    private static void headers(HttpServletResponse response, Delivery delivery, ByteRange range) {
        VersionDetail.VersionFile file = delivery.file();
        response.setStatus(range.partial() ? HttpStatus.PARTIAL_CONTENT.value() : HttpStatus.OK.value());
        if (delivery.shown()) {
            Attachment.inline(response, Attachment.type(file), file.name());
        } else {
            Attachment.headers(response, Attachment.type(file), file.name());
        }
        response.setContentLengthLong(range.length());
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (range.partial()) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, range.of(file.size()));
        }
    }
}
