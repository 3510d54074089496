package org.coursewarecommons.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.coursewarecommons.catalog.spi.SubmissionPolicy;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.shared.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a version must have before it goes to review. Drafts may be anything; here every gap is told at once. */
@Component
class SubmissionCheck {

    private final Details details;
    private final Taxonomies taxonomies;
    private final Links links;
    private final Versions versions;
    private final Organisations organisations;
    private final SubmissionPolicy policy;

    SubmissionCheck(
            Details details,
            Taxonomies taxonomies,
            Links links,
            Versions versions,
            Organisations organisations,
            SubmissionPolicy policy) {
        this.details = details;
        this.taxonomies = taxonomies;
        this.links = links;
        this.versions = versions;
        this.organisations = organisations;
        this.policy = policy;
    }

    /** Empty when it may be submitted; pointers are those of the resource's body. */
    List<Fault> faults(VersionDetail version) {
        ResourceMetadata metadata = version.metadata();
        List<Fault> faults = new ArrayList<>();
        details.completeness(version)
                .missing()
                .forEach(field -> faults.add(Fault.of(FieldRules.pointer(field), "required")));
        faults.addAll(placeFaults(metadata));
        faults.addAll(rightsFaults(version));
        faults.addAll(contributorFaults(metadata));
        faults.addAll(referenceFaults(version));
        faults.addAll(scopeFaults(version));
        faults.addAll(fileFaults(version));
        faults.addAll(policy.faults(version));
        return faults;
    }

    /** Grades of the stage, and a main chapter of that very book. */
    private List<Fault> placeFaults(ResourceMetadata m) {
        List<Fault> faults = new ArrayList<>();
        List<String> ofStage = taxonomies.listed("stages", m.stage(), "grades");
        List<String> grades = orEmpty(m.grades());
        for (int i = 0; i < grades.size(); i++) {
            if (!ofStage.isEmpty() && !ofStage.contains(grades.get(i))) {
                faults.add(Fault.of("/grades/" + i, "grade-not-of-stage", grades.get(i)));
            }
        }
        if (!orEmpty(m.chapters()).isEmpty()) {
            String main = orEmpty(m.chapters()).get(0);
            boolean fits = fits(main, "subject", m.subject())
                    && fits(main, "edition", m.edition())
                    && fits(main, "series", m.printSeries())
                    && fits(main, "volume", m.volume())
                    && (grades.isEmpty() || grades.stream().anyMatch(grade -> fits(main, "grade", grade)));
            if (!fits) {
                faults.add(Fault.of("/chapters/0", "chapter-elsewhere", main));
            }
        }
        return faults;
    }

    private boolean fits(String chapter, String property, @Nullable String value) {
        return value == null || taxonomies.says("chapters", chapter, property, value);
    }

    private List<Fault> rightsFaults(VersionDetail version) {
        ResourceMetadata m = version.metadata();
        List<Fault> faults = new ArrayList<>();
        boolean known = m.rightsFileId() == null
                || version.files().stream().anyMatch(file -> file.fileId().equals(m.rightsFileId()));
        if (!known) {
            faults.add(Fault.of("/rightsFileId", "unknown-file"));
        }
        // Said to be unlabelled: the law asks for the label, so saying so is not enough.
        if (m.ai() != null && Boolean.FALSE.equals(m.ai().labelPresent()) && Condition.AI_USED.holds(m, taxonomies)) {
            faults.add(Fault.of("/ai/labelPresent", "ai-label-required"));
        }
        return faults;
    }

    private static List<Fault> contributorFaults(ResourceMetadata m) {
        List<ResourceMetadata.Contributor> contributors = orEmpty(m.contributors());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < contributors.size(); i++) {
            require(contributors.get(i).name(), "/contributors/" + i + "/name", faults);
            require(contributors.get(i).role(), "/contributors/" + i + "/role", faults);
        }
        if (!contributors.isEmpty() && contributors.stream().noneMatch(person -> "AUTHOR".equals(person.role()))) {
            faults.add(Fault.of("/contributors", "author-required"));
        }
        return faults;
    }

    private List<Fault> referenceFaults(VersionDetail version) {
        ResourceMetadata m = version.metadata();
        List<Fault> faults = new ArrayList<>();
        if (m.link() != null && !m.link().isBlank()) {
            links.faultOf(m.link()).ifPresent(code -> faults.add(Fault.of("/link", code, m.link())));
        }
        List<ResourceMetadata.ExternalId> ids = orEmpty(m.externalIds());
        for (int i = 0; i < ids.size(); i++) {
            require(ids.get(i).scheme(), "/externalIds/" + i + "/scheme", faults);
            require(ids.get(i).value(), "/externalIds/" + i + "/value", faults);
        }
        faults.addAll(relationFaults(orEmpty(m.relations()), version));
        return faults;
    }

    private List<Fault> relationFaults(List<ResourceMetadata.Relation> relations, VersionDetail version) {
        Set<UUID> referable = versions.referable(
                relations.stream()
                        .map(ResourceMetadata.Relation::resourceId)
                        .filter(Objects::nonNull)
                        .toList(),
                version.ownerId());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < relations.size(); i++) {
            ResourceMetadata.Relation relation = relations.get(i);
            String pointer = "/relations/" + i;
            require(relation.type(), pointer + "/type", faults);
            UUID target = relation.resourceId();
            String url = relation.url();
            if ((target == null) == (url == null || url.isBlank())) {
                faults.add(Fault.of(pointer, "one-target"));
            }
            if (target != null && (target.equals(version.resourceId()) || !referable.contains(target))) {
                faults.add(Fault.of(pointer + "/resourceId", "unknown-resource"));
            }
            if (url != null && !url.isBlank() && !Links.isWebAddress(url)) {
                faults.add(Fault.of(pointer + "/url", "url-format", url));
            }
        }
        return faults;
    }

    /** Refused rather than narrowed: nobody should find later that a resource went to fewer schools than asked for. */
    private List<Fault> scopeFaults(VersionDetail version) {
        TargetScope scope = version.metadata().targetScope();
        if (scope == null) {
            return List.of();
        }
        List<Fault> faults = new ArrayList<>();
        String widest = taxonomies.property("licences", version.metadata().licence(), "widest_scope");
        if (widest != null && scope.level().compareTo(TargetScope.Level.valueOf(widest)) > 0) {
            faults.add(Fault.of("/targetScope/level", "licence-forbids-scope"));
        }
        if (scope.level() == TargetScope.Level.COLLECTIVE) {
            Set<UUID> own = organisations.collectivesOf(version.schoolId());
            List<UUID> chosen = scope.collectiveIds();
            IntStream.range(0, chosen.size())
                    .filter(i -> !own.contains(chosen.get(i)))
                    .mapToObj(i -> Fault.of("/targetScope/collectiveIds/" + i, "not-your-collective"))
                    .forEach(faults::add);
        }
        return faults;
    }

    private List<Fault> fileFaults(VersionDetail version) {
        List<Fault> faults = new ArrayList<>();
        if (!version.files().isEmpty() && Condition.LINK.holds(version.metadata(), taxonomies)) {
            faults.add(Fault.of("/files", "no-files-for-links"));
        }
        for (int i = 0; i < version.files().size(); i++) {
            InspectionState state = version.files().get(i).inspection().state();
            if (state == InspectionState.FAILED || state == InspectionState.QUARANTINED) {
                faults.add(Fault.of(
                        "/files/" + i, "file-failed", version.files().get(i).name()));
            } else if (state == InspectionState.ERROR) {
                faults.add(Fault.of(
                        "/files/" + i, "file-unchecked", version.files().get(i).name()));
            }
        }
        return faults;
    }

    private static void require(@Nullable String value, String pointer, List<Fault> faults) {
        if (value == null || value.isBlank()) {
            faults.add(Fault.of(pointer, "required"));
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
