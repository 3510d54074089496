package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.FileFactsView.PreviewKindView;
import org.coursewarecommons.catalog.FileFactsView.VirusScanView;
import org.coursewarecommons.inspection.FileFacts;
import org.coursewarecommons.inspection.FileFacts.PreviewKind;
import org.coursewarecommons.inspection.FileFacts.VirusScan;
import org.coursewarecommons.inspection.InspectionReport;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.inspection.Preview;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Renders files with all that is known of them: two queries, however many files. */
@Component
class FileViews {

    private final Inspections inspections;
    private final MessageSource messages;

    FileViews(Inspections inspections, MessageSource messages) {
        this.inspections = inspections;
        this.messages = messages;
    }

    /** What is known of files, by file id. */
    record Known(Map<UUID, List<Preview>> previews, Map<UUID, FileFacts> facts) {}

    Known known(Collection<UUID> fileIds) {
        return new Known(inspections.previews(fileIds), inspections.facts(fileIds));
    }

    List<ResourceView.FileView> of(List<VersionDetail.VersionFile> files, Known known) {
        return files.stream()
                .map(file -> file(
                        file,
                        known.previews().getOrDefault(file.fileId(), List.of()),
                        known.facts().get(file.fileId())))
                .toList();
    }

    private ResourceView.FileView file(
            VersionDetail.VersionFile file, List<Preview> previews, @Nullable FileFacts facts) {
        InspectionReport report = file.inspection();
        String type = report.mediaType() == null ? file.mediaType() : report.mediaType();
        return new ResourceView.FileView(
                file.fileId(),
                file.name(),
                file.role(),
                file.size(),
                file.sha256(),
                type,
                new ResourceView.InspectionView(
                        report.state().name(),
                        report.findings().stream().map(this::finding).toList(),
                        facts == null ? null : scan(facts.virusScan())),
                previews.stream()
                        .map(page -> new ResourceView.PreviewView(page.page(), page.width(), page.height()))
                        .toList(),
                facts == null ? new PreviewKindView(PreviewKind.NONE, null) : preview(facts),
                facts == null || facts.durationMillis() == null ? null : facts.durationMillis() / 1000.0,
                facts == null ? null : FileFactsView.contents(facts.contents()),
                facts == null ? null : facts.original());
    }

    private VirusScanView scan(VirusScan scan) {
        return new VirusScanView(scan.state(), text("virus-scan." + scan.state().name()), scan.detail());
    }

    private PreviewKindView preview(FileFacts facts) {
        String note = facts.previewNote();
        return new PreviewKindView(facts.preview(), note == null ? null : text("preview." + note));
    }

    private ResourceView.FindingView finding(InspectionReport.Finding finding) {
        return new ResourceView.FindingView(
                finding.code(), text("finding." + finding.code(), finding.detail()), finding.detail());
    }

    private String text(String key, Object... arguments) {
        return String.valueOf(messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale()));
    }
}
