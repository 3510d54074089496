package org.coursewarecommons.search;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.Recommendations;
import org.coursewarecommons.evaluation.EffectIndex;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.usage.UsageFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes documents of what is true now. */
@Component
class DocumentLoader {

    /** Highlighting reads the body of every hit; what stands further back in a long file is not found. */
    static final int MAX_BODY_CHARS = 100_000;

    private static final UsageFigures.Figures UNUSED = new UsageFigures.Figures(0, 0, 0);

    private final Catalogue catalogue;
    private final Visibility visibility;
    private final UsageFigures usage;
    private final Organisations organisations;
    private final EffectIndex effects;

    DocumentLoader(
            Catalogue catalogue,
            Visibility visibility,
            UsageFigures usage,
            Organisations organisations,
            EffectIndex effects) {
        this.catalogue = catalogue;
        this.visibility = visibility;
        this.usage = usage;
        this.organisations = organisations;
        this.effects = effects;
    }

    /** By resource id; what is not to be found (any more) is missing. */
    Map<UUID, ResourceDocument> load(Collection<UUID> resourceIds) {
        Map<UUID, VersionDetail> published = catalogue.findable(resourceIds);
        Map<UUID, Visibility.Shared> shared = visibility.shared(published.keySet());
        Map<UUID, Recommendations.Recommendation> marks = catalogue.recommendations(published.keySet());
        Map<UUID, UsageFigures.Figures> figures = usage.of(published.keySet());
        Map<UUID, EffectIndex.Effect> effect = effects.of(published.keySet());
        Set<UUID> schoolIds =
                published.values().stream().map(VersionDetail::schoolId).collect(Collectors.toSet());
        Map<UUID, OrganisationUnit> schools = organisations.byIds(schoolIds);
        // For the filter by collective: where the contributing school is a member, at the time of feeding.
        Map<UUID, Set<UUID>> collectives = organisations.collectivesOf(schoolIds);
        Map<UUID, List<String>> texts = catalogue.texts(published.values());
        Map<UUID, ResourceDocument> documents = new HashMap<>();
        // Without a scope nobody may find it, so it has no business in the index.
        published.forEach((id, version) -> {
            if (shared.containsKey(id)) {
                OrganisationUnit school = schools.get(version.schoolId());
                documents.put(
                        id,
                        document(
                                version,
                                shared.get(id),
                                figures.getOrDefault(id, UNUSED),
                                oneDecimal(effect.get(id)),
                                marks.get(id),
                                school == null ? "" : school.name(),
                                collectives.getOrDefault(version.schoolId(), Set.of()),
                                texts.getOrDefault(id, List.of())));
            }
        });
        return documents;
    }

    private ResourceDocument document(
            VersionDetail version,
            Visibility.Shared shared,
            UsageFigures.Figures figures,
            @Nullable Double effect,
            Recommendations.@Nullable Recommendation mark,
            String schoolName,
            Set<UUID> collectives,
            List<String> texts) {
        ResourceMetadata metadata = version.metadata();
        return new ResourceDocument(
                version.resourceId().toString(),
                version.state().name(),
                mark != null,
                metadata.type(),
                metadata.stage(),
                orEmpty(metadata.grades()),
                metadata.subject(),
                metadata.edition(),
                orEmpty(metadata.chapters()),
                metadata.licence(),
                metadata.language(),
                orEmpty(metadata.audience()),
                metadata.granularity(),
                version.schoolId().toString(),
                collectives.stream().map(UUID::toString).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(shared.scopes()),
                metadata.title(),
                metadata.description(),
                keywords(metadata),
                catalogue.labels(version),
                contributors(metadata),
                body(texts),
                text(version.publishedAt()),
                shared.latest().toString(),
                version.updatedAt().toString(),
                figures.downloads(),
                effect,
                figures.ratingAverage(),
                figures.ratings(),
                version.files().size(),
                version.files().stream()
                        .mapToLong(VersionDetail.VersionFile::size)
                        .sum(),
                display(version, figures, effect, mark, schoolName));
    }

    private static ResourceDocument.Display display(
            VersionDetail version,
            UsageFigures.Figures figures,
            @Nullable Double effect,
            Recommendations.@Nullable Recommendation mark,
            String schoolName) {
        ResourceMetadata metadata = version.metadata();
        return new ResourceDocument.Display(
                version.number(),
                version.state().name(),
                mark == null
                        ? null
                        : new ResourceDocument.Mark(
                                mark.cycle(),
                                mark.since().toString(),
                                mark.until().toString()),
                metadata.title(),
                metadata.description(),
                metadata.type(),
                metadata.stage(),
                orEmpty(metadata.grades()),
                metadata.subject(),
                metadata.edition(),
                new ResourceDocument.School(version.schoolId().toString(), schoolName),
                text(version.publishedAt()),
                figures.downloads(),
                effect,
                new ResourceDocument.Rating(Math.round(figures.ratingAverage() * 100) / 100.0, figures.ratings()),
                version.files().stream()
                        .map(file -> new ResourceDocument.FileEntry(
                                file.fileId().toString(), file.name(), file.size(), file.mediaType()))
                        .toList());
    }

    /** Whatever else people would call it by. */
    private static List<String> keywords(ResourceMetadata metadata) {
        String place = metadata.coverage() == null ? null : metadata.coverage().place();
        return Stream.concat(
                        orEmpty(metadata.keywords()).stream(),
                        Stream.of(metadata.altTitle(), place).filter(Objects::nonNull))
                .toList();
    }

    private static List<String> contributors(ResourceMetadata metadata) {
        List<ResourceMetadata.Contributor> contributors = metadata.contributors();
        return contributors == null
                ? List.of()
                : contributors.stream()
                        .map(contributor -> String.valueOf(contributor.name()))
                        .toList();
    }

    static String body(List<String> texts) {
        StringBuilder body = new StringBuilder();
        for (String text : texts) {
            int room = MAX_BODY_CHARS - body.length();
            if (room <= 0) {
                break;
            }
            body.append(text, 0, Math.min(text.length(), room)).append('\n');
        }
        // Never half a character: a lone surrogate is no valid JSON text.
        int end = Math.min(body.length(), MAX_BODY_CHARS);
        return body.substring(0, end > 0 && Character.isHighSurrogate(body.charAt(end - 1)) ? end - 1 : end);
    }

    private static @Nullable Double oneDecimal(EffectIndex.@Nullable Effect effect) {
        return effect == null ? null : Double.valueOf(Math.round(effect.index() * 10) / 10.0);
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
