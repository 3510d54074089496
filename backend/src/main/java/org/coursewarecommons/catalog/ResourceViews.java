package org.coursewarecommons.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.inspection.InspectionReport;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.inspection.Preview;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Chooses which version of a resource a caller sees, and renders it with the actions that are theirs. */
@Component
@Transactional(readOnly = true)
class ResourceViews {

    private final Versions versions;
    private final Details details;
    private final CatalogueService catalogue;
    private final Inspections inspections;
    private final MessageSource messages;

    ResourceViews(
            Versions versions,
            Details details,
            CatalogueService catalogue,
            Inspections inspections,
            MessageSource messages) {
        this.versions = versions;
        this.details = details;
        this.catalogue = catalogue;
        this.inspections = inspections;
        this.messages = messages;
    }

    /** A rendered version with its revision for the entity tag. */
    record Rendered(ResourceView view, long revision) {}

    /**
     * @param number which version, or null: the live one, else the latest that the caller may read
     * @throws ProblemException 404 when there is nothing that the caller may read
     */
    Rendered find(UUID resourceId, @Nullable String number, Actor actor) {
        return render(chosen(versions.ofResource(resourceId), number, actor), actor);
    }

    /** The version that {@link #find} shows without a number. @throws ProblemException 404 when there is none */
    VersionDetail seen(UUID resourceId, Actor actor) {
        return details.of(chosen(versions.ofResource(resourceId), null, actor));
    }

    private VersionRow chosen(List<VersionRow> all, @Nullable String number, Actor actor) {
        return candidates(all, number).stream()
                .filter(row -> catalogue.mayRead(actor, details.of(row)))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    Rendered render(VersionRow row, Actor actor) {
        return render(List.of(row), actor).get(0);
    }

    /** In the order given, with as many statements for a page of rows as for one. */
    List<Rendered> render(List<VersionRow> rows, Actor actor) {
        Map<UUID, VersionDetail> all = details.of(rows);
        Map<UUID, List<VersionMark>> marks =
                versions.marks(rows.stream().map(VersionRow::resourceId).toList());
        Map<UUID, List<Preview>> previews = inspections.previews(all.values().stream()
                .flatMap(detail -> detail.files().stream())
                .map(VersionDetail.VersionFile::fileId)
                .toList());
        return rows.stream()
                .map(row -> render(
                        row, all.get(row.id()), marks.getOrDefault(row.resourceId(), List.of()), previews, actor))
                .toList();
    }

    private static List<VersionRow> candidates(List<VersionRow> all, @Nullable String number) {
        if (number != null) {
            return all.stream().filter(row -> row.number().equals(number)).toList();
        }
        List<VersionRow> liveFirst = new ArrayList<>(all);
        liveFirst.sort(Comparator.comparing(row -> row.state() != VersionState.PUBLISHED));
        return liveFirst;
    }

    private Rendered render(
            VersionRow row,
            VersionDetail detail,
            List<VersionMark> all,
            Map<UUID, List<Preview>> previews,
            Actor actor) {
        boolean owner = row.ownerId().equals(actor.id());
        VersionMark latest = all.get(0);
        ResourceView.DraftVersion draft = owner && !latest.id().equals(row.id())
                ? new ResourceView.DraftVersion(latest.number(), latest.state())
                : null;
        // Whoever reads it before it is published reads it to judge it, and does so without knowing the author.
        boolean blind = !owner && row.publishedAt() == null;
        ResourceView view = new ResourceView(
                row.resourceId(),
                row.id(),
                row.number(),
                row.state(),
                row.phase(),
                draft,
                blind ? row.metadata().withoutContributors() : row.metadata(),
                details.completeness(detail),
                files(detail.files(), previews),
                row.recommended(),
                blind ? null : row.ownerId(),
                blind ? null : row.schoolId(),
                row.createdAt(),
                row.updatedAt(),
                row.publishedAt(),
                actions(row, all, owner));
        return new Rendered(view, row.revision());
    }

    private static List<String> actions(VersionRow row, List<VersionMark> all, boolean owner) {
        List<String> actions = new ArrayList<>();
        if (owner && row.state().isEditable()) {
            actions.addAll(List.of("edit", "attach"));
        }
        if (owner && row.state() == VersionState.DRAFT) {
            actions.add("submit");
        }
        if (owner && row.state() == VersionState.REVISION_REQUESTED) {
            actions.add("resubmit");
        }
        if (owner && (row.state() == VersionState.DRAFT || row.state() == VersionState.QUARANTINED)) {
            actions.add("delete");
        }
        if (owner && (row.state() == VersionState.SUBMITTED || row.state() == VersionState.REVISION_REQUESTED)) {
            actions.add("withdraw");
        }
        if (owner && all.stream().noneMatch(VersionMark::isInProgress)) {
            actions.add("new-version");
        }
        if (row.state() == VersionState.PUBLISHED) {
            actions.add("download");
        }
        return actions;
    }

    ResourceView.FileView file(VersionDetail.VersionFile file) {
        return files(List.of(file), inspections.previews(List.of(file.fileId())))
                .get(0);
    }

    private List<ResourceView.FileView> files(
            List<VersionDetail.VersionFile> files, Map<UUID, List<Preview>> previews) {
        return files.stream()
                .map(file -> file(file, previews.getOrDefault(file.fileId(), List.of())))
                .toList();
    }

    private ResourceView.FileView file(VersionDetail.VersionFile file, List<Preview> previews) {
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
                        report.findings().stream().map(this::finding).toList()),
                previews.stream()
                        .map(page -> new ResourceView.PreviewView(page.page(), page.width(), page.height()))
                        .toList());
    }

    private ResourceView.FindingView finding(InspectionReport.Finding finding) {
        String message = messages.getMessage(
                "finding." + finding.code(),
                new Object[] {finding.detail()},
                finding.code(),
                LocaleContextHolder.getLocale());
        return new ResourceView.FindingView(finding.code(), String.valueOf(message), finding.detail());
    }
}
