package org.coursewarecommons.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.Deposits.VersionRecord;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.sharing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Versions as rows of a manifest, ids of persons and collectives as codes. */
@Component
class ExportRows {

    private final ExternalKeys keys;
    private final Visibility visibility;
    private final People people;
    private final Organisations organisations;
    private final ObjectMapper mapper;

    ExportRows(
            ExternalKeys keys, Visibility visibility, People people, Organisations organisations, ObjectMapper mapper) {
        this.keys = keys;
        this.visibility = visibility;
        this.people = people;
        this.organisations = organisations;
        this.mapper = mapper;
    }

    /** What a batch of versions needs to know beyond itself: five queries, however many there are. */
    private record Names(
            Map<UUID, String> keys,
            Map<UUID, Map<String, String>> legacy,
            Map<UUID, Set<String>> scopes,
            Map<UUID, PersonSummary> people,
            Map<UUID, OrganisationUnit> units) {}

    /** A version to export. @param files that the caller may have, in order */
    record Chosen(VersionRecord version, List<VersionDetail.VersionFile> files) {}

    /** By column, one row a version, in their order. */
    List<Map<String, String>> rows(List<Chosen> versions) {
        Names names = names(versions);
        return versions.stream().map(version -> row(version, names)).toList();
    }

    static String path(VersionDetail version, int index, VersionDetail.VersionFile file) {
        return "files/" + version.resourceId() + "/" + version.number() + "/" + index + "/" + file.name();
    }

    private Names names(List<Chosen> versions) {
        Set<UUID> persons = new HashSet<>();
        Set<UUID> units = new HashSet<>();
        List<UUID> resources = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (Chosen chosen : versions) {
            VersionDetail version = chosen.version().detail();
            resources.add(version.resourceId());
            ids.add(version.versionId());
            persons.add(version.ownerId());
            persons.addAll(version.contributorIds());
            TargetScope target = version.metadata().targetScope();
            if (target != null && target.collectiveIds() != null) {
                units.addAll(target.collectiveIds());
            }
        }
        Map<UUID, Set<String>> scopes = visibility.scopesOf(resources);
        scopes.values().forEach(all -> all.stream()
                .filter(scope -> scope.startsWith("collective:"))
                .forEach(scope -> units.add(UUID.fromString(scope.substring(11)))));
        return new Names(
                keys.ofResources(resources),
                keys.legacy(ids),
                scopes,
                people.byIds(persons),
                organisations.byIds(units));
    }

    private Map<String, String> row(Chosen chosen, Names names) {
        VersionRecord version = chosen.version();
        VersionDetail detail = version.detail();
        Map<String, String> row = new LinkedHashMap<>();
        row.put(
                Columns.EXTERNAL_KEY,
                names.keys()
                        .getOrDefault(detail.resourceId(), detail.resourceId().toString()));
        PersonSummary owner = names.people().get(detail.ownerId());
        put(row, Columns.OWNER, owner == null ? null : owner.code());
        row.put(Columns.VERSION, detail.number());
        row.put(Columns.VERSION_KIND, detail.kind());
        put(row, Columns.CHANGED, version.changed());
        row.putAll(metadata(chosen, names));
        recorded(version, names, row);
        files(chosen, row);
        return row;
    }

    private Map<String, String> metadata(Chosen chosen, Names names) {
        ResourceMetadata metadata = chosen.version().detail().metadata();
        Map<String, String> cells = Cells.toCells(mapper.valueToTree(metadata));
        Map<String, String> named = new LinkedHashMap<>();
        cells.forEach((column, cell) -> {
            if (column.matches("contributors/\\d+/personId")) {
                PersonSummary person = names.people().get(UUID.fromString(cell));
                named.put(
                        person == null ? column : column.replace("personId", Columns.PERSON),
                        person == null ? cell : person.code());
            } else if (column.equals("targetScope/collectiveIds")) {
                TargetScope target = metadata.targetScope();
                String codes = target == null ? "" : codes(target.collectiveIds(), names);
                if (!codes.isEmpty()) {
                    named.put(Columns.TARGET_COLLECTIVES, codes);
                }
            } else if (!column.equals("rightsFileId")) {
                named.put(column, cell);
            }
        });
        for (int i = 0; i < chosen.files().size(); i++) {
            if (chosen.files().get(i).fileId().equals(metadata.rightsFileId())) {
                named.put(
                        Columns.RIGHTS_FILE,
                        path(chosen.version().detail(), i, chosen.files().get(i)));
            }
        }
        return named;
    }

    private static String codes(Collection<UUID> collectives, Names names) {
        return collectives.stream()
                .filter(names.units()::containsKey)
                .map(id -> names.units().get(id).code())
                .sorted()
                .collect(Collectors.joining(";"));
    }

    private static void recorded(VersionRecord version, Names names, Map<String, String> row) {
        VersionDetail detail = version.detail();
        names.legacy().getOrDefault(detail.versionId(), Map.of()).forEach((column, cell) -> {
            if (column.equals(Columns.DECISION) || column.equals(Columns.SCENARIO)) {
                row.put(column, cell);
            }
        });
        row.put(Columns.STATE, detail.state().name());
        put(row, Columns.PHASE, detail.phase());
        if (detail.state().wasPublished() && detail.state() != VersionState.REPLACED) {
            scope(names.scopes().getOrDefault(detail.resourceId(), Set.of()), names, row);
        }
        row.put(Columns.RECOMMENDED, Boolean.toString(version.recommended()));
        row.put(Columns.CREATED_AT, version.createdAt().toString());
        put(
                row,
                Columns.PUBLISHED_AT,
                detail.publishedAt() == null ? null : detail.publishedAt().toString());
    }

    private static void scope(Set<String> scopes, Names names, Map<String, String> row) {
        List<UUID> collectives = scopes.stream()
                .filter(scope -> scope.startsWith("collective:"))
                .map(scope -> UUID.fromString(scope.substring(11)))
                .toList();
        if (scopes.contains("public")) {
            row.put(Columns.SCOPE, "PUBLIC");
        } else if (scopes.contains("district")) {
            row.put(Columns.SCOPE, "DISTRICT");
        } else if (!collectives.isEmpty()) {
            row.put(Columns.SCOPE, "COLLECTIVE");
            row.put(Columns.SCOPE_COLLECTIVES, codes(collectives, names));
        } else if (!scopes.isEmpty()) {
            row.put(Columns.SCOPE, "SCHOOL");
        }
    }

    private static void files(Chosen chosen, Map<String, String> row) {
        for (int i = 0; i < chosen.files().size(); i++) {
            VersionDetail.VersionFile file = chosen.files().get(i);
            String at = Columns.FILES + "/" + i + "/";
            row.put(at + "path", path(chosen.version().detail(), i, file));
            row.put(at + "name", file.name());
            row.put(at + "role", file.role());
            row.put(at + "mediaType", file.mediaType());
            row.put(at + "sha256", file.sha256());
        }
    }

    private static void put(Map<String, String> row, String column, @Nullable String cell) {
        if (cell != null) {
            row.put(column, cell);
        }
    }
}
