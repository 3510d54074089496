package org.coursewarecommons.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.spi.Recommendations;
import org.coursewarecommons.catalog.spi.ReviewBadges;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Chooses which version of a resource a caller sees, and renders it with the actions that are theirs. */
@Component
@Transactional(readOnly = true)
class ResourceViews {

    private final Versions versions;
    private final Details details;
    private final CatalogueService catalogue;
    private final FileViews files;
    private final ReviewBadges badges;
    private final Recommendations recommendations;
    private final AdoptionRows adoption;
    private final Gone gone;

    ResourceViews(
            Versions versions,
            Details details,
            CatalogueService catalogue,
            FileViews files,
            ReviewBadges badges,
            Recommendations recommendations,
            AdoptionRows adoption,
            Gone gone) {
        this.versions = versions;
        this.details = details;
        this.catalogue = catalogue;
        this.files = files;
        this.badges = badges;
        this.recommendations = recommendations;
        this.adoption = adoption;
        this.gone = gone;
    }

    /** A rendered version with its revision for the entity tag. */
    record Rendered(ResourceView view, long revision) {}

    /**
     * @param number which version, or null: the live one, else the latest that the caller may read
     * @throws ProblemException 404 when there is nothing that the caller may read, 410 when a tombstone stands there
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
                .orElseThrow(() -> gone.refusal(all, actor));
    }

    Rendered render(VersionRow row, Actor actor) {
        return render(List.of(row), actor).get(0);
    }

    /** In the order given, with as many statements for a page of rows as for one. */
    List<Rendered> render(List<VersionRow> rows, Actor actor) {
        Map<UUID, VersionDetail> all = details.of(rows);
        Map<UUID, List<VersionMark>> marks =
                versions.marks(rows.stream().map(VersionRow::resourceId).toList());
        FileViews.Known known = files.known(all.values().stream()
                .flatMap(detail -> detail.files().stream())
                .map(VersionDetail.VersionFile::fileId)
                .toList());
        Map<UUID, ReviewBadges.Badge> reviewed = badges.of(rows.stream()
                .filter(row -> row.publishedAt() != null)
                .map(VersionRow::id)
                .toList());
        Map<UUID, Recommendations.Recommendation> recommended =
                recommendations.of(rows.stream().map(VersionRow::resourceId).toList());
        Map<UUID, AdoptionRows.Supersession> superseded = adoption.of(rows.stream()
                .filter(row -> row.state() == VersionState.SUPERSEDED)
                .map(VersionRow::id)
                .toList());
        return rows.stream()
                .map(row -> render(
                        row,
                        all.get(row.id()),
                        marks.getOrDefault(row.resourceId(), List.of()),
                        known,
                        reviewed.get(row.id()),
                        row.state().isReadable() ? recommended.get(row.resourceId()) : null,
                        superseded.get(row.id()),
                        actor))
                .toList();
    }

    private static List<VersionRow> candidates(List<VersionRow> all, @Nullable String number) {
        if (number != null) {
            return all.stream().filter(row -> row.number().equals(number)).toList();
        }
        List<VersionRow> liveFirst = new ArrayList<>(all);
        liveFirst.sort(Comparator.comparing(row -> !row.state().isReadable() && row.state() != VersionState.SUSPENDED));
        return liveFirst;
    }

    private Rendered render(
            VersionRow row,
            VersionDetail detail,
            List<VersionMark> all,
            FileViews.Known known,
            ReviewBadges.@Nullable Badge badge,
            Recommendations.@Nullable Recommendation recommendation,
            AdoptionRows.@Nullable Supersession superseded,
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
                files.of(detail.files(), known),
                row.recommended() || recommendation != null,
                blind ? null : row.ownerId(),
                blind ? null : row.schoolId(),
                row.createdAt(),
                row.updatedAt(),
                row.publishedAt(),
                badge,
                recommendation,
                superseded == null
                        ? null
                        : new ResourceView.SupersessionView(
                                superseded.taxonomy(), superseded.code(), superseded.since(), superseded.answer()),
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
        if (owner && row.state() == VersionState.SUPERSEDED) {
            actions.addAll(List.of("rebind", "archive"));
        }
        if (row.state().isReadable()) {
            actions.add("download");
        }
        return actions;
    }

    ResourceView.FileView file(VersionDetail.VersionFile file) {
        return files.of(List.of(file), files.known(List.of(file.fileId()))).get(0);
    }
}
