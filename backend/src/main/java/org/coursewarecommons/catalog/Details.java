package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.inspection.InspectionReport;
import org.coursewarecommons.inspection.InspectionState;
import org.coursewarecommons.inspection.Inspections;
import org.springframework.stereotype.Component;

/** Puts versions together with their files and checks: three queries, however many versions. */
@Component
class Details {

    private final Files files;
    private final Inspections inspections;
    private final FieldRules rules;

    Details(Files files, Inspections inspections, FieldRules rules) {
        this.files = files;
        this.inspections = inspections;
        this.rules = rules;
    }

    VersionDetail of(VersionRow version) {
        return of(List.of(version)).get(version.id());
    }

    /** By version id. */
    Map<UUID, VersionDetail> of(Collection<VersionRow> versions) {
        Map<UUID, List<FileRow>> rows =
                files.ofVersions(versions.stream().map(VersionRow::id).toList());
        List<UUID> fileIds =
                rows.values().stream().flatMap(List::stream).map(FileRow::id).toList();
        Map<UUID, InspectionReport> reports = fileIds.isEmpty() ? Map.of() : inspections.reports(fileIds);
        return versions.stream()
                .map(version -> detail(version, rows.getOrDefault(version.id(), List.of()), reports))
                .collect(Collectors.toMap(VersionDetail::versionId, Function.identity()));
    }

    private VersionDetail detail(VersionRow v, List<FileRow> rows, Map<UUID, InspectionReport> reports) {
        return new VersionDetail(
                v.resourceId(),
                v.id(),
                v.number(),
                v.kind(),
                v.state(),
                v.phase(),
                v.metadata(),
                v.ownerId(),
                v.schoolId(),
                contributors(v),
                rows.stream().map(row -> file(row, reports)).toList(),
                v.publishedAt(),
                v.updatedAt());
    }

    Completeness completeness(VersionDetail version) {
        return rules.completeness(version.metadata(), version.files().size());
    }

    private static VersionDetail.VersionFile file(FileRow row, Map<UUID, InspectionReport> reports) {
        InspectionReport pending = new InspectionReport(row.id(), InspectionState.PENDING, null, List.of());
        InspectionReport report = reports.getOrDefault(row.id(), pending);
        return new VersionDetail.VersionFile(
                row.id(), row.name(), row.role(), row.mediaType(), row.size(), row.sha256(), report);
    }

    private static Set<UUID> contributors(VersionRow version) {
        Set<UUID> persons = new HashSet<>(Set.of(version.ownerId()));
        List<ResourceMetadata.Contributor> named = version.metadata().contributors();
        if (named != null) {
            named.forEach(contributor -> {
                if (contributor.personId() != null) {
                    persons.add(contributor.personId());
                }
            });
        }
        return persons;
    }
}
