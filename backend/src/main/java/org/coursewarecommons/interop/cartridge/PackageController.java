package org.coursewarecommons.interop.cartridge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.FileDownloaded;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.interop.metadata.OutwardRecord;
import org.coursewarecommons.interop.metadata.OutwardRecords;
import org.coursewarecommons.interop.metadata.PublicAddress;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.sharing.Collections;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.storage.Blobs;
import org.coursewarecommons.storage.Disposition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Packages to carry elsewhere, written while they are sent: neither memory nor disk ever holds one. */
@Tag(name = "packages", description = "Packages for other systems / 资源打包导出")
@RestController
class PackageController {

    private final Catalogue catalogue;
    private final Visibility visibility;
    private final Collections collections;
    private final OutwardRecords records;
    private final Blobs blobs;
    private final PublicAddress address;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    PackageController(
            Catalogue catalogue,
            Visibility visibility,
            Collections collections,
            OutwardRecords records,
            Blobs blobs,
            PublicAddress address,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.catalogue = catalogue;
        this.visibility = visibility;
        this.collections = collections;
        this.records = records;
        this.blobs = blobs;
        this.address = address;
        this.events = events;
        this.transaction = transaction;
    }

    @Operation(
            operationId = "getResourcePackage",
            summary = "A live resource as IMS Common Cartridge 1.3 or zip / 导出资源包",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/v1/resources/{id}/package")
    void resource(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CARTRIDGE") PackageFormat format,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        VersionDetail version = catalogue.readable(id, actor);
        send(format, String.valueOf(version.metadata().title()), Map.of(id, version), List.of(id), response, actor);
    }

    @Operation(
            operationId = "getCollectionPackage",
            summary = "What the caller may see of a collection, in its order, as one package / 导出资源集",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/v1/collections/{id}/package")
    void collection(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CARTRIDGE") PackageFormat format,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        List<UUID> ids = collections.itemIds(id, actor);
        Map<UUID, VersionDetail> live = catalogue.published(ids);
        var readable = visibility.readable(actor, live.values());
        List<UUID> seen = ids.stream().filter(readable::contains).toList();
        if (seen.isEmpty()) {
            throw ProblemException.notFound();
        }
        send(format, collections.title(id, actor), live, seen, response, actor);
    }

    private void send(
            PackageFormat format,
            String title,
            Map<UUID, VersionDetail> versions,
            List<UUID> order,
            HttpServletResponse response,
            Actor actor)
            throws IOException {
        List<VersionDetail> chosen =
                order.stream().map(versions::get).filter(Objects::nonNull).toList();
        List<OutwardRecord> told = List.copyOf(records.of(chosen).values());
        List<PackageEntry> entries = PackageContent.of(format, title, told, address.base());
        // Before the first header, so that damage is told as such.
        blobs.requireSound(entries.stream()
                .map(PackageEntry::sha256)
                .filter(Objects::nonNull)
                .toList());
        String name = PackageContent.safe(title) + (format == PackageFormat.CARTRIDGE ? ".imscc.zip" : ".zip");
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Disposition.attachment(name));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Closed only by finish(): a zip that broke off must have no directory, lest it pass for a whole one.
        @SuppressWarnings("resource")
        ZipOutputStream zip = new ZipOutputStream(response.getOutputStream());
        zip.setLevel(Deflater.BEST_SPEED);
        for (PackageEntry entry : entries) {
            write(zip, entry, versions, actor);
        }
        zip.finish();
    }

    private void write(ZipOutputStream zip, PackageEntry entry, Map<UUID, VersionDetail> versions, Actor actor)
            throws IOException {
        try (InputStream bytes = bytes(entry)) {
            zip.putNextEntry(new ZipEntry(entry.path()));
            bytes.transferTo(zip);
            zip.closeEntry();
        }
        VersionDetail version = entry.resourceId() == null ? null : versions.get(entry.resourceId());
        if (version != null && entry.fileId() != null) {
            transaction.executeWithoutResult(status -> events.publishEvent(new FileDownloaded(
                    version.resourceId(),
                    version.versionId(),
                    entry.fileId(),
                    actor.id(),
                    actor.schoolId(),
                    actor.isClient())));
        }
    }

    private InputStream bytes(PackageEntry entry) {
        return entry.sha256() == null
                ? new ByteArrayInputStream(Objects.requireNonNull(entry.bytes()))
                : blobs.open(entry.sha256());
    }
}
