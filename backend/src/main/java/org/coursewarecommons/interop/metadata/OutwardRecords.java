package org.coursewarecommons.interop.metadata;

import static org.coursewarecommons.interop.metadata.OutwardRecord.orEmpty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.interop.metadata.OutwardRecord.Term;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what is told of resources, with a fixed number of queries however many they are. */
@Component
@Transactional(readOnly = true)
public class OutwardRecords {

    private final Catalogue catalogue;
    private final Visibility visibility;
    private final Organisations organisations;

    OutwardRecords(Catalogue catalogue, Visibility visibility, Organisations organisations) {
        this.catalogue = catalogue;
        this.visibility = visibility;
        this.organisations = organisations;
    }

    /** Of a live resource. @throws org.coursewarecommons.shared.ProblemException 404 when the caller may not read it */
    public OutwardRecord readable(UUID resourceId, Actor actor) {
        VersionDetail version = catalogue.readable(resourceId, actor);
        return Objects.requireNonNull(of(List.of(version)).get(resourceId));
    }

    /** Of a live resource that everybody may know of. */
    public Optional<OutwardRecord> open(UUID resourceId) {
        return ofPublished(List.of(resourceId)).values().stream()
                .filter(record -> record.access().equals(Visibility.PUBLIC))
                .findFirst();
    }

    /** By id, in the order asked for; what has no live version is missing. Asks for no right. */
    public Map<UUID, OutwardRecord> ofPublished(Collection<UUID> ids) {
        Map<UUID, VersionDetail> published = catalogue.published(ids);
        return of(ids.stream().map(published::get).filter(Objects::nonNull).toList());
    }

    /** By id, in the order given. Asks for no right. */
    public Map<UUID, OutwardRecord> of(Collection<VersionDetail> versions) {
        Map<UUID, Set<String>> scopes = visibility.scopesOf(
                versions.stream().map(VersionDetail::resourceId).toList());
        Map<UUID, OrganisationUnit> schools = organisations.byIds(
                versions.stream().map(VersionDetail::schoolId).collect(Collectors.toSet()));
        String publisher = organisations.district().name();
        Lists lists = new Lists();
        Map<UUID, OutwardRecord> records = new LinkedHashMap<>();
        for (VersionDetail version : versions) {
            OrganisationUnit school = schools.get(version.schoolId());
            Set<String> its = scopes.getOrDefault(version.resourceId(), Set.of());
            records.put(
                    version.resourceId(),
                    record(version, creators(version, school, publisher), publisher, access(its), lists));
        }
        return records;
    }

    private OutwardRecord record(
            VersionDetail version, List<String> creators, String publisher, String access, Lists lists) {
        ResourceMetadata metadata = version.metadata();
        Instant publishedAt = Objects.requireNonNullElse(version.publishedAt(), version.updatedAt());
        return new OutwardRecord(
                version.resourceId(),
                version.number(),
                publishedAt,
                version.updatedAt(),
                metadata,
                lists.term("types", metadata.type()),
                said("types", metadata.type(), "lrmi"),
                said("types", metadata.type(), "lom"),
                lists.term("stages", metadata.stage()),
                lists.terms("grades", metadata.grades()),
                lists.term("subjects", metadata.subject()),
                lists.terms("chapters", metadata.chapters()),
                lists.terms("standards", metadata.standards()),
                lists.terms("use-scenes", metadata.useScene()),
                lists.term("licences", metadata.licence()),
                said("licences", metadata.licence(), "url"),
                said("structures", metadata.structure(), "lom"),
                said("granularities", metadata.granularity(), "lom_aggregation_level"),
                said("interactivity-types", metadata.interactivityType(), "lom"),
                metadata.difficulty() == null
                        ? null
                        : said("difficulties", metadata.difficulty().toString(), "lom"),
                orEmpty(metadata.audience()).stream()
                        .map(code -> said("audiences", code, "lom"))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                creators,
                publisher,
                access,
                version.files().stream().filter(file -> file.mayLeave(false)).toList());
    }

    /** What the list says in another vocabulary; null when nothing. */
    private @Nullable String said(String taxonomy, @Nullable String code, String property) {
        return catalogue
                .property(taxonomy, code, property)
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    /** Persons stay in the house: outside, a work is its school's. */
    private static List<String> creators(VersionDetail version, @Nullable OrganisationUnit school, String publisher) {
        List<String> creators = new ArrayList<>();
        creators.add(school == null ? publisher : school.name());
        orEmpty(version.metadata().contributors()).stream()
                .map(ResourceMetadata.Contributor::organisation)
                .filter(Objects::nonNull)
                .forEach(creators::add);
        return creators.stream().distinct().toList();
    }

    private static String access(Set<String> scopes) {
        return scopes.contains(Visibility.PUBLIC)
                ? Visibility.PUBLIC
                : scopes.contains(Visibility.DISTRICT) ? Visibility.DISTRICT : "restricted";
    }

    /** Names of codes, each list read once. */
    private final class Lists {

        private final Map<String, Map<String, String>> chinese = new HashMap<>();
        private final Map<String, Map<String, String>> english = new HashMap<>();

        @Nullable
        Term term(String taxonomy, @Nullable String code) {
            return code == null ? null : named(taxonomy, code);
        }

        List<Term> terms(String taxonomy, @Nullable List<String> codes) {
            return orEmpty(codes).stream().map(code -> named(taxonomy, code)).toList();
        }

        /** A code that is no longer listed, or a standard in free words, is its own name. */
        private Term named(String taxonomy, String code) {
            return new Term(
                    code,
                    chinese.computeIfAbsent(taxonomy, name -> catalogue.names(name, Locale.CHINESE))
                            .getOrDefault(code, code),
                    english.computeIfAbsent(taxonomy, name -> catalogue.names(name, Locale.ENGLISH))
                            .getOrDefault(code, code));
        }
    }
}
