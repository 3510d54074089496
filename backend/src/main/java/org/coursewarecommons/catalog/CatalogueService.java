package org.coursewarecommons.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.catalog.spi.Recommendations;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading, with the one decision about who may read a version. */
@Service
@Transactional(readOnly = true)
class CatalogueService implements Catalogue {

    private final Versions versions;
    private final PublishedIds publishedIds;
    private final LiveItems liveItems;
    private final Details details;
    private final Inspections inspections;
    private final Taxonomies taxonomies;
    private final CoAuthors coAuthors;
    private final ObjectProvider<ReadAccess> access;
    private final Gone gone;
    private final Recommendations recommendations;

    CatalogueService(
            Versions versions,
            PublishedIds publishedIds,
            LiveItems liveItems,
            Details details,
            Inspections inspections,
            Taxonomies taxonomies,
            CoAuthors coAuthors,
            ObjectProvider<ReadAccess> access,
            Gone gone,
            Recommendations recommendations) {
        this.versions = versions;
        this.publishedIds = publishedIds;
        this.liveItems = liveItems;
        this.details = details;
        this.inspections = inspections;
        this.taxonomies = taxonomies;
        this.coAuthors = coAuthors;
        this.access = access;
        this.gone = gone;
        this.recommendations = recommendations;
    }

    @Override
    public Optional<VersionDetail> version(UUID versionId) {
        return versions.find(versionId).map(details::of);
    }

    @Override
    public Map<UUID, VersionDetail> published(Collection<UUID> resourceIds) {
        return details.of(versions.published(resourceIds)).values().stream()
                .collect(Collectors.toMap(VersionDetail::resourceId, Function.identity()));
    }

    @Override
    public Map<UUID, VersionDetail> findable(Collection<UUID> resourceIds) {
        return details.of(versions.findable(resourceIds)).values().stream()
                .collect(Collectors.toMap(VersionDetail::resourceId, Function.identity()));
    }

    @Override
    public List<UUID> findableIds(@Nullable UUID after, int limit) {
        return publishedIds.findable(after, limit);
    }

    @Override
    public List<UUID> findableIds(UUID schoolId, @Nullable UUID after, int limit) {
        return publishedIds.findable(schoolId, after, limit);
    }

    @Override
    public Set<UUID> findableIds(Collection<UUID> resourceIds) {
        return publishedIds.findable(resourceIds);
    }

    @Override
    public Map<UUID, Recommendations.Recommendation> recommendations(Collection<UUID> resourceIds) {
        return recommendations.of(resourceIds);
    }

    @Override
    public List<UUID> publishedIds(@Nullable UUID after, int limit) {
        return publishedIds.after(after, limit);
    }

    @Override
    public List<UUID> publishedIds(UUID schoolId, @Nullable UUID after, int limit) {
        return publishedIds.after(schoolId, after, limit);
    }

    @Override
    public Set<UUID> publishedIds(Collection<UUID> resourceIds) {
        return publishedIds.among(resourceIds);
    }

    @Override
    public Map<UUID, Instant> liveSince(Collection<UUID> resourceIds) {
        return publishedIds.liveSince(resourceIds);
    }

    @Override
    public VersionDetail editable(UUID resourceId, Actor actor) {
        List<VersionRow> all = versions.ofResource(resourceId);
        if (all.isEmpty() || !all.get(0).ownerId().equals(actor.id())) {
            throw ProblemException.notFound();
        }
        return all.stream()
                .filter(version -> version.state().isEditable())
                .findFirst()
                .map(details::of)
                .orElseThrow(() -> ProblemException.invalidTransition(all.get(0).state()));
    }

    @Override
    public VersionDetail readable(UUID resourceId, Actor actor) {
        List<VersionRow> all = versions.ofResource(resourceId);
        return all.stream()
                .filter(version -> version.state().isReadable())
                .map(details::of)
                .filter(version -> mayRead(actor, version))
                .findFirst()
                .orElseThrow(() -> gone.refusal(all, actor));
    }

    @Override
    public Map<UUID, Tombstone> tombstones(Collection<UUID> resourceIds) {
        return gone.of(resourceIds);
    }

    @Override
    public Map<UUID, LiveItem> readable(Collection<UUID> resourceIds, Actor actor) {
        Map<UUID, LiveItem> items = new HashMap<>(liveItems.of(resourceIds));
        Set<UUID> readable = new HashSet<>();
        access.forEach(answer -> readable.addAll(answer.readable(actor, items.keySet())));
        items.values()
                .removeIf(item -> !readable.contains(item.resourceId())
                        && !item.ownerId().equals(actor.id())
                        // Few, and for reasons of their own (a reviewer, a steward who is asked): one by one.
                        && versions.published(List.of(item.resourceId())).stream()
                                .map(details::of)
                                .noneMatch(version -> mayRead(actor, version)));
        return items;
    }

    @Override
    public Map<UUID, LiveItem> live(Collection<UUID> resourceIds) {
        return liveItems.of(resourceIds);
    }

    @Override
    public List<LiveVersion> live(@Nullable UUID after, int limit) {
        return liveItems.after(after, limit);
    }

    @Override
    public int completeness(VersionDetail version) {
        return details.completeness(version).score();
    }

    @Override
    public Set<UUID> coAuthors(Set<UUID> personIds, Instant since) {
        return coAuthors.of(personIds, since);
    }

    @Override
    public Map<UUID, List<String>> texts(Collection<VersionDetail> all) {
        List<UUID> ids = all.stream()
                .flatMap(version -> version.files().stream())
                .map(VersionDetail.VersionFile::fileId)
                .toList();
        Map<UUID, String> texts = inspections.texts(ids);
        return all.stream().collect(Collectors.toMap(VersionDetail::resourceId, version -> version.files().stream()
                .map(file -> texts.get(file.fileId()))
                .filter(Objects::nonNull)
                .toList()));
    }

    @Override
    public List<String> labels(VersionDetail version) {
        ResourceMetadata metadata = version.metadata();
        // For each document of a rebuild: no streams of streams.
        Set<String> labels = new LinkedHashSet<>();
        labels.addAll(taxonomies.labels("types", metadata.type()));
        labels.addAll(taxonomies.labels("types", metadata.secondaryTypes()));
        labels.addAll(taxonomies.labels("club-kinds", metadata.clubKind()));
        labels.addAll(taxonomies.labels("club-themes", metadata.clubTheme()));
        labels.addAll(taxonomies.labels("research-kinds", metadata.researchKind()));
        labels.addAll(taxonomies.labels("stages", metadata.stage()));
        labels.addAll(taxonomies.labels("grades", metadata.grades()));
        labels.addAll(taxonomies.labels("subjects", metadata.subject()));
        labels.addAll(taxonomies.labels("editions", metadata.edition()));
        labels.addAll(taxonomies.labels("volumes", metadata.volume()));
        labels.addAll(taxonomies.labels("chapters", withUnits(metadata.chapters())));
        labels.addAll(taxonomies.labels("use-scenes", metadata.useScene()));
        labels.addAll(taxonomies.labels("lesson-kinds", metadata.lessonKind()));
        labels.addAll(taxonomies.labels("contexts", metadata.contexts()));
        return List.copyOf(labels);
    }

    /** People look for a lesson by its unit as well. */
    private List<String> withUnits(@Nullable List<String> chapters) {
        return chapters == null
                ? List.of()
                : chapters.stream()
                        .flatMap(code -> Stream.of(code, taxonomies.property("chapters", code, "parent")))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
    }

    @Override
    public Map<String, String> names(String taxonomy, Locale locale) {
        return taxonomies.names(taxonomy, locale.getLanguage().equals("en") ? "en" : "zh");
    }

    @Override
    public Optional<String> property(String taxonomy, @Nullable String code, String property) {
        return Optional.ofNullable(taxonomies.property(taxonomy, code, property));
    }

    /** Owners read all of their versions but those that are gone; what others may read is for the modules above to say. */
    boolean mayRead(Actor actor, VersionDetail version) {
        if (version.state().isGone()) {
            return false;
        }
        return version.ownerId().equals(actor.id())
                || access.stream().anyMatch(answer -> answer.mayRead(actor, version));
    }
}
