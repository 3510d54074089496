package org.coursewarecommons.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.inspection.FileInspected;
import org.coursewarecommons.inspection.FileReplaced;
import org.coursewarecommons.inspection.InspectionReport;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.inspection.Preview;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.storage.Holdings;
import org.coursewarecommons.storage.StoredBlob;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of a version: attaching, removing, and what their technical check found. */
@Service
@Transactional
class FileService {

    static final int MAX_FILES = 50;

    private final DraftService drafts;
    private final Versions versions;
    private final Files files;
    private final Details details;
    private final LifecycleService lifecycle;
    private final Inspections inspections;
    private final Taxonomies taxonomies;
    private final CatalogueService catalogue;
    private final Holdings holdings;
    private final Gone gone;
    private final ApplicationEventPublisher events;

    FileService(
            DraftService drafts,
            Versions versions,
            Files files,
            Details details,
            LifecycleService lifecycle,
            Inspections inspections,
            Taxonomies taxonomies,
            CatalogueService catalogue,
            Holdings holdings,
            Gone gone,
            ApplicationEventPublisher events) {
        this.drafts = drafts;
        this.versions = versions;
        this.files = files;
        this.details = details;
        this.lifecycle = lifecycle;
        this.inspections = inspections;
        this.taxonomies = taxonomies;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.gone = gone;
        this.events = events;
    }

    /** What a caller is about to attach. @param role {@code MAIN} or {@code ATTACHMENT} */
    record NewFile(String name, String role, String mediaType, StoredBlob blob) {}

    /** Refuses early what would be refused anyway, before bytes go anywhere. */
    void checkAttachable(UUID resourceId, String name, String pointer, Actor actor) {
        VersionRow version = drafts.lockEditable(resourceId, actor);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!taxonomies.has("file-formats", extension)) {
            throw ProblemException.invalid(pointer, "file-format", extension);
        }
        if (files.ofVersion(version.id()).size() >= MAX_FILES) {
            throw ProblemException.invalid(pointer, "too-many-files", MAX_FILES);
        }
    }

    VersionDetail.VersionFile attach(UUID resourceId, NewFile file, Actor actor) {
        VersionRow version = drafts.lockEditable(resourceId, actor);
        List<FileRow> present = files.ofVersion(version.id());
        int position = present.isEmpty() ? 0 : present.get(present.size() - 1).position() + 1;
        FileRow row = new FileRow(
                Ids.next(),
                version.id(),
                position,
                file.name(),
                file.role(),
                file.mediaType(),
                file.blob().size(),
                file.blob().sha256());
        files.insert(row);
        holdings.keep(actor.id(), actor.schoolId(), file.blob());
        inspections.request(row.id(), row.sha256(), row.name(), row.mediaType());
        touched(version, "attach");
        return fileOf(details.of(version), row.id());
    }

    void remove(UUID resourceId, UUID fileId, Actor actor) {
        VersionRow version = drafts.lockEditable(resourceId, actor);
        FileRow file = files.find(fileId)
                .filter(row -> row.versionId().equals(version.id()))
                .orElseThrow(ProblemException::notFound);
        files.delete(file.id());
        holdings.review(version.ownerId(), file.sha256());
        touched(version, "detach");
        if (version.state() == VersionState.QUARANTINED && !anyQuarantined(version)) {
            lifecycle.clear(version.id());
        }
        tellWhenReady(version);
    }

    private boolean anyQuarantined(VersionRow version) {
        return details.of(version).files().stream()
                .anyMatch(file -> file.inspection().state() == InspectionState.QUARANTINED);
    }

    /** A file that the caller may download now. @param published whether the download counts as use */
    record Released(VersionDetail.VersionFile file, VersionDetail version, boolean published) {}

    /** @throws ProblemException 404 when the caller may not see it, 409 while its check keeps it back, 410 when retired */
    @Transactional(readOnly = true)
    Released released(UUID resourceId, UUID fileId, Actor actor) {
        VersionRow row = files.find(fileId)
                .flatMap(found -> versions.find(found.versionId()))
                .filter(found -> found.resourceId().equals(resourceId))
                .orElseThrow(ProblemException::notFound);
        VersionDetail version = Optional.of(details.of(row))
                .filter(detail -> catalogue.mayRead(actor, detail))
                .orElseThrow(() -> gone.refusal(List.of(row), actor));
        VersionDetail.VersionFile file = fileOf(version, fileId);
        if (!isReleased(version, file, actor)) {
            throw new ProblemException(
                    CatalogProblem.FILE_NOT_RELEASED, file.inspection().state());
        }
        return new Released(file, version, version.state().isReadable());
    }

    /**
     * The files of a version that the caller may download now, in their order.
     *
     * @param version that the caller may read
     * @throws ProblemException 409 when there is none
     */
    List<Released> released(VersionDetail version, Actor actor) {
        List<Released> released = version.files().stream()
                .filter(file -> isReleased(version, file, actor))
                .map(file -> new Released(file, version, version.state().isReadable()))
                .toList();
        if (released.isEmpty()) {
            throw new ProblemException(CatalogProblem.NO_FILE_RELEASED);
        }
        return released;
    }

    /** What is dangerous goes to nobody; what isn't known to be sound to those alone who must mend or judge it. */
    private static boolean isReleased(VersionDetail version, VersionDetail.VersionFile file, Actor actor) {
        return file.mayLeave(version.ownerId().equals(actor.id()) || actor.has(Role.TECHNICIAN));
    }

    /** @throws ProblemException 404 when there is no such page or the caller may not see it, 409 as for the file */
    @Transactional(readOnly = true)
    Preview preview(UUID resourceId, UUID fileId, int page, Actor actor) {
        released(resourceId, fileId, actor);
        return inspections.previews(List.of(fileId)).getOrDefault(fileId, List.of()).stream()
                .filter(preview -> preview.page() == page)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /** The file's text. @throws ProblemException 404 when it has none or the caller may not see it, 409 as for the file */
    @Transactional(readOnly = true)
    String text(UUID resourceId, UUID fileId, Actor actor) {
        released(resourceId, fileId, actor);
        String text = inspections.texts(List.of(fileId)).get(fileId);
        if (text == null) {
            throw ProblemException.notFound();
        }
        return text;
    }

    void recordDownload(Released released, Actor actor) {
        events.publishEvent(new FileDownloaded(
                released.version().resourceId(),
                released.version().versionId(),
                released.file().fileId(),
                actor.id(),
                actor.schoolId(),
                actor.isClient()));
    }

    /** @param fraction of its bytes up to where it was sent, 0–1 */
    void recordPreview(Released released, Actor actor, double fraction) {
        events.publishEvent(new FileShown(
                released.version().resourceId(),
                released.version().versionId(),
                released.file().fileId(),
                actor.id(),
                actor.schoolId(),
                actor.isClient(),
                fraction));
    }

    /** Runs in the transaction that records the check's end. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void inspected(FileInspected inspected) {
        files.find(inspected.fileId())
                .flatMap(row -> versions.lock(row.versionId()))
                .ifPresent(version -> {
                    touched(version, "inspected");
                    if (version.state() == VersionState.QUARANTINED && !anyQuarantined(version)) {
                        // A second check has found nothing dangerous any more.
                        lifecycle.clear(version.id());
                    }
                    tellWhenReady(version);
                });
    }

    /** Runs in the transaction that records it: nobody gets the former bytes after it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void replaced(FileReplaced replaced) {
        files.find(replaced.fileId())
                .flatMap(row -> versions.lock(row.versionId()))
                .ifPresent(version -> {
                    files.replace(replaced.fileId(), replaced.sha256(), replaced.size());
                    touched(version, "replaced");
                });
    }

    private void tellWhenReady(VersionRow version) {
        List<UUID> ids = files.ofVersion(version.id()).stream().map(FileRow::id).toList();
        var reports = inspections.reports(ids);
        boolean ready = ids.stream().allMatch(id -> isFinal(reports.get(id)));
        if (ready && !ids.isEmpty()) {
            events.publishEvent(new FilesReady(version.resourceId(), version.id()));
        }
    }

    private static boolean isFinal(@Nullable InspectionReport report) {
        return report != null && report.state().isFinal();
    }

    private void touched(VersionRow version, String cause) {
        versions.touch(version.id());
        events.publishEvent(
                new VersionChanged(version.resourceId(), version.id(), version.state(), version.state(), cause));
    }

    private static VersionDetail.VersionFile fileOf(VersionDetail version, UUID fileId) {
        return version.files().stream()
                .filter(file -> file.fileId().equals(fileId))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
