package org.coursewarecommons.storage;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Resumable uploads by tus 1.0 with creation, creation-with-upload, checksum, expiration and termination. */
@RestController
@RequestMapping(TusController.PATH)
@Tag(name = "uploads", description = "Files on their way into the store / 文件上传")
class TusController {

    static final String PATH = "/api/v1/tus";
    static final String VERSION = "1.0.0";
    private static final String CHUNK = "application/offset+octet-stream";
    private static final String EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination";
    private static final String ALGORITHMS = "sha1,sha256,md5";
    /** RFC 9110, as the protocol wants it. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final TusService tus;
    private final UploadService uploads;
    private final TusMetadata metadata;

    TusController(TusService tus, UploadService uploads, TusMetadata metadata) {
        this.tus = tus;
        this.uploads = uploads;
        this.metadata = metadata;
    }

    static String location(UploadSession session) {
        return PATH + "/" + session.id();
    }

    /** Before every door of this class. */
    @ModelAttribute
    void requireVersion(HttpServletRequest request) {
        boolean asks = request.getMethod().equals("OPTIONS");
        if (!asks && !VERSION.equals(request.getHeader("Tus-Resumable"))) {
            throw new ProblemException(StorageProblem.TUS_VERSION);
        }
    }

    @RequestMapping(
            path = {"", "/{id}"},
            method = RequestMethod.OPTIONS)
    @Hidden
    ResponseEntity<Void> capabilities() {
        return ResponseEntity.noContent()
                .header("Tus-Extension", EXTENSIONS)
                .header("Tus-Checksum-Algorithm", ALGORITHMS)
                .header("Tus-Max-Size", Long.toString(OpenUpload.MAX_SIZE))
                .build();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @ApiResponse(responseCode = "201", content = @Content)
    @ApiResponse(responseCode = "412", content = @Content)
    @ApiResponse(responseCode = "413", content = @Content)
    @ApiResponse(responseCode = "400", content = @Content)
    @ApiResponse(responseCode = "422", content = @Content)
    @Operation(operationId = "createTusUpload", summary = "Create a resumable upload (tus 1.0) / 创建断点续传(tus 1.0)")
    @ApiResponse(
            responseCode = "201",
            description = "Created; Location is where the bytes go / 已创建",
            headers = {
                @Header(
                        name = "Upload-Offset",
                        schema = @Schema(type = "integer", format = "int64", minimum = "0", maximum = "2147483648"))
            })
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Tus-Resumable",
            required = true,
            schema = @Schema(type = "string", maxLength = 10))
    ResponseEntity<Void> create(
            @RequestHeader(name = "Upload-Length", required = false) @Nullable String length,
            @RequestHeader(name = "Upload-Metadata", required = false) @Nullable String told,
            @RequestHeader(name = "Upload-Checksum", required = false) @Nullable String checksum,
            Actor actor,
            HttpServletRequest request)
            throws IOException {
        boolean withBytes = CHUNK.equals(request.getContentType());
        if (!withBytes && request.getContentLengthLong() > 0) {
            throw new ProblemException(SharedProblem.UNSUPPORTED_MEDIA_TYPE);
        }
        ChunkChecksum wanted = ChunkChecksum.parse(checksum);
        UploadSession session = tus.open(metadata.read(length(length), told), actor);
        long offset = withBytes
                ? tus.append(session, 0, request.getInputStream(), request.getContentLengthLong(), wanted)
                : 0;
        return answer(ResponseEntity.created(URI.create(location(session))), session, offset);
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    @ApiResponse(responseCode = "200", content = @Content)
    @ApiResponse(responseCode = "412", content = @Content)
    @ApiResponse(responseCode = "410", content = @Content)
    @Operation(operationId = "getTusOffset", summary = "How much has arrived / 查询已接收字节数")
    @ApiResponse(
            responseCode = "200",
            description = "Upload-Offset says where to go on / 续传位置",
            headers = {
                @Header(
                        name = "Upload-Offset",
                        schema = @Schema(type = "integer", format = "int64", minimum = "0", maximum = "2147483648")),
                @Header(
                        name = "Upload-Length",
                        schema = @Schema(type = "integer", format = "int64", minimum = "0", maximum = "2147483648"))
            })
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Tus-Resumable",
            required = true,
            schema = @Schema(type = "string", maxLength = 10))
    ResponseEntity<Void> offset(@PathVariable UUID id, Actor actor) {
        UploadSession session = tus.find(id, actor);
        return answer(
                ResponseEntity.ok()
                        .header("Upload-Length", Long.toString(session.size()))
                        .header("Upload-Metadata", metadata.write(session)),
                session,
                tus.offset(session));
    }

    @PatchMapping(path = "/{id}", consumes = CHUNK)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", content = @Content)
    @ApiResponse(responseCode = "409", content = @Content)
    @ApiResponse(responseCode = "413", content = @Content)
    @ApiResponse(responseCode = "423", content = @Content)
    @ApiResponse(responseCode = "460", content = @Content)
    @ApiResponse(responseCode = "410", content = @Content)
    @Operation(
            operationId = "appendTusUpload",
            summary = "Send bytes from the offset on / 从偏移量处继续发送",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CHUNK,
                                            schema = @Schema(type = "string", format = "binary"),
                                            examples =
                                                    @io.swagger.v3.oas.annotations.media.ExampleObject(
                                                            value = "binary"))))
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Tus-Resumable",
            required = true,
            schema = @Schema(type = "string", maxLength = 10))
    ResponseEntity<Void> append(
            @PathVariable UUID id,
            @RequestHeader(name = "Upload-Offset", required = false) @Nullable String at,
            @RequestHeader(name = "Upload-Checksum", required = false) @Nullable String checksum,
            Actor actor,
            HttpServletRequest request)
            throws IOException {
        if (at == null || !at.matches("\\d{1,18}")) {
            throw ProblemException.invalidParameter("Upload-Offset", at == null ? "required" : "format");
        }
        ChunkChecksum wanted = ChunkChecksum.parse(checksum);
        UploadSession session = tus.find(id, actor);
        long offset = tus.append(
                session, Long.parseLong(at), request.getInputStream(), request.getContentLengthLong(), wanted);
        return answer(ResponseEntity.noContent(), session, offset);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", content = @Content)
    @ApiResponse(responseCode = "412", content = @Content)
    @Operation(operationId = "terminateTusUpload", summary = "Give up a resumable upload / 放弃断点续传")
    @Parameter(
            in = ParameterIn.HEADER,
            name = "Tus-Resumable",
            required = true,
            schema = @Schema(type = "string", maxLength = 10))
    ResponseEntity<Void> terminate(@PathVariable UUID id, Actor actor) {
        uploads.abort(tus.find(id, actor));
        return ResponseEntity.noContent().build();
    }

    /** For what stands between that lets only GET and POST through. */
    @PostMapping("/{id}")
    @Hidden
    ResponseEntity<Void> overridden(
            @PathVariable UUID id,
            @RequestHeader(name = "X-HTTP-Method-Override", required = false) @Nullable String method,
            @RequestHeader(name = "Upload-Offset", required = false) @Nullable String at,
            @RequestHeader(name = "Upload-Checksum", required = false) @Nullable String checksum,
            Actor actor,
            HttpServletRequest request)
            throws IOException {
        switch (method == null ? "" : method.toUpperCase(Locale.ROOT)) {
            case "PATCH":
                if (!MediaType.valueOf(CHUNK).toString().equals(request.getContentType())) {
                    throw new ProblemException(SharedProblem.UNSUPPORTED_MEDIA_TYPE);
                }
                return append(id, at, checksum, actor, request);
            case "HEAD":
                return offset(id, actor);
            case "DELETE":
                return terminate(id, actor);
            default:
                throw new ProblemException(SharedProblem.METHOD_NOT_ALLOWED);
        }
    }

    private static long length(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,18}")) {
            throw ProblemException.invalidParameter("Upload-Length", "tus-length");
        }
        long length = Long.parseLong(header);
        if (length > OpenUpload.MAX_SIZE) {
            throw new ProblemException(SharedProblem.PAYLOAD_TOO_LARGE);
        }
        return length;
    }

    private static ResponseEntity<Void> answer(
            ResponseEntity.HeadersBuilder<?> answer, UploadSession session, long offset) {
        return answer.header("Upload-Offset", Long.toString(offset))
                .header("Upload-Expires", HTTP_DATE.format(session.expiresAt().atOffset(ZoneOffset.UTC)))
                .build();
    }
}
