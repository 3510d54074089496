package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Blobs;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** All files of a resource in one zip, written while it is sent: neither memory nor disk ever holds it. */
@Tag(name = "files")
@RestController
class FileArchiveController {

    private final ResourceViews views;
    private final FileService files;
    private final Blobs blobs;

    FileArchiveController(ResourceViews views, FileService files, Blobs blobs) {
        this.views = views;
        this.files = files;
        this.blobs = blobs;
    }

    @ApiResponse(responseCode = "409", content = @Content)
    @Operation(
            operationId = "getFilesArchive",
            summary = "Download all files as a zip / 打包下载全部文件",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/v1/resources/{id}/files/archive")
    void archive(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, Actor actor)
            throws IOException {
        VersionDetail version = views.seen(id, actor);
        List<FileService.Released> released = files.released(version, actor);
        // Before the first header, so that damage, or a store that is away, is told as such.
        blobs.requireSound(released.stream().map(one -> one.file().sha256()).toList());
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            headers(response, version);
            return;
        }
        try (InputStream first = blobs.open(released.get(0).file().sha256())) {
            headers(response, version);
            send(released, first, response, actor);
        }
    }

    private void send(List<FileService.Released> released, InputStream first, HttpServletResponse response, Actor actor)
            throws IOException {
        // Closed only by finish(): a zip that broke off must have no directory, lest it pass for a whole one.
        @SuppressWarnings("resource")
        ZipOutputStream zip = new ZipOutputStream(response.getOutputStream());
        // Every format that is accepted is compressed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
        ArchiveNames names = new ArchiveNames();
        add(zip, names, released.get(0), first, actor);
        for (FileService.Released file : released.subList(1, released.size())) {
            try (InputStream bytes = blobs.open(file.file().sha256())) {
                add(zip, names, file, bytes, actor);
            } catch (ProblemException lost) {
                if (response.isCommitted()) {
                    throw new IOException("the archive breaks off", lost);
                }
                throw lost;
            }
        }
        zip.finish();
    }

    private void add(ZipOutputStream zip, ArchiveNames names, FileService.Released file, InputStream bytes, Actor actor)
            throws IOException {
        if (file.published()) {
            files.recordDownload(file, actor);
        }
        zip.putNextEntry(new ZipEntry(names.of(file.file().name())));
        bytes.transferTo(zip);
        zip.closeEntry();
    }

    private static void headers(HttpServletResponse response, VersionDetail version) {
        String title = version.metadata().title();
        String name = title == null || title.isBlank() ? version.resourceId().toString() : title;
        Attachment.headers(response, "application/zip", ArchiveNames.harmless(name) + ".zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        // Made anew each time, so that no part of one goes with a part of another.
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "none");
    }
}
