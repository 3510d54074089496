package org.coursewarecommons.interop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coursewarecommons.catalog.ResourceMetadata;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.jspecify.annotations.Nullable;

/** Reads rows of one import; finds all faults of a row at once. */
final class RowReader {

    static final int MAX_KEY = 100;
    private static final int MAX_CHANGED = 2000;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?");

    private final ImportJob job;
    private final StrictJson strictJson;
    private final FileColumns fileColumns;
    private final Map<String, PersonSummary> people;
    private final Map<String, OrganisationUnit> units;
    private final Map<String, Integer> firstOfKey;

    /** @param people by code, {@code ""} being who brought the import; @param firstOfKey row by key and version */
    RowReader(
            ImportJob job,
            StrictJson strictJson,
            FileColumns fileColumns,
            Map<String, PersonSummary> people,
            Map<String, OrganisationUnit> units,
            Map<String, Integer> firstOfKey) {
        this.job = job;
        this.strictJson = strictJson;
        this.fileColumns = fileColumns;
        this.people = Map.copyOf(people);
        this.units = Map.copyOf(units);
        this.firstOfKey = Map.copyOf(firstOfKey);
    }

    /** @throws RowFaults with every fault of the row */
    ParsedRow read(ManifestRow row, ImportArchive archive) {
        Map<String, String> cells = row.cells();
        List<RowFault> faults = new ArrayList<>();
        List<RowFault> notes = new ArrayList<>();
        String key = key(row, faults);
        PersonSummary owner = owner(cells, faults);
        int[] version = version(cells, faults);
        List<ParsedRow.FileReference> files = fileColumns.read(cells, archive, faults);
        ResourceMetadata metadata = metadata(cells, files, faults);
        String kind = cells.getOrDefault(Columns.VERSION_KIND, version[1] == 0 ? "MAJOR" : "MINOR")
                .strip();
        if (!kind.equals("MAJOR") && !kind.equals("MINOR")) {
            faults.add(RowFault.of(Columns.VERSION_KIND, "unknown-code", kind));
        }
        String changed = cells.get(Columns.CHANGED);
        if (changed != null && changed.length() > MAX_CHANGED) {
            faults.add(RowFault.of(Columns.CHANGED, "length", 0, MAX_CHANGED));
        }
        ParsedRow.Takeover takeover = null;
        if (job.isHistoric()) {
            takeover = new RecordedColumns(units).read(cells, metadata, faults, notes);
        } else if (cells.keySet().stream().anyMatch(Columns.RECORDED::contains)) {
            notes.add(RowFault.of("", "recorded-state-left-out"));
        }
        if (!faults.isEmpty() || owner == null || metadata == null) {
            throw new RowFaults(faults);
        }
        return new ParsedRow(
                key,
                owner,
                Objects.requireNonNull(owner.schoolId()),
                version[0],
                version[1],
                cells.containsKey(Columns.VERSION),
                kind,
                changed,
                metadata,
                files,
                takeover,
                notes);
    }

    private String key(ManifestRow row, List<RowFault> faults) {
        String key = row.externalKey();
        if (key.isEmpty()) {
            faults.add(RowFault.of(Columns.EXTERNAL_KEY, "required"));
        } else if (key.length() > MAX_KEY) {
            faults.add(RowFault.of(Columns.EXTERNAL_KEY, "length", 1, MAX_KEY));
        } else {
            Integer first = firstOfKey.get(identity(row));
            if (first != null && first != row.number()) {
                faults.add(RowFault.of(Columns.EXTERNAL_KEY, "key-twice", key, first));
            }
        }
        return key;
    }

    /** What must not come twice in a manifest. */
    static String identity(ManifestRow row) {
        return depositorsKey(row) + "\n"
                + row.cells().getOrDefault(Columns.VERSION, "").strip();
    }

    /** Rows that are one resource. */
    static String depositorsKey(ManifestRow row) {
        return row.cells().getOrDefault(Columns.OWNER, "").strip() + "\n" + row.externalKey();
    }

    private @Nullable PersonSummary owner(Map<String, String> cells, List<RowFault> faults) {
        String code = cells.getOrDefault(Columns.OWNER, "").strip();
        PersonSummary owner = people.get(code);
        if (owner == null) {
            faults.add(RowFault.of(Columns.OWNER, "unknown-code", code));
            return null;
        }
        if (owner.schoolId() == null) {
            faults.add(RowFault.of(Columns.OWNER, code.isEmpty() ? "required" : "owner-without-school"));
            return null;
        }
        boolean allowed = job.roles().contains(Role.DISTRICT_STEWARD)
                || job.roles().contains(Role.SCHOOL_ADMIN) && owner.schoolId().equals(job.schoolId())
                || owner.id().equals(job.ownerId());
        if (!allowed) {
            faults.add(RowFault.of(Columns.OWNER, "owner-not-allowed", code));
        }
        return owner;
    }

    private static int[] version(Map<String, String> cells, List<RowFault> faults) {
        Matcher number =
                VERSION.matcher(cells.getOrDefault(Columns.VERSION, "1.0").strip());
        if (!number.matches()) {
            faults.add(RowFault.of(Columns.VERSION, "format"));
            return new int[] {1, 0};
        }
        return new int[] {
            Integer.parseInt(number.group(1)), number.group(2) == null ? 0 : Integer.parseInt(number.group(2))
        };
    }

    private @Nullable ResourceMetadata metadata(
            Map<String, String> cells, List<ParsedRow.FileReference> files, List<RowFault> faults) {
        Map<String, String> own = new HashMap<>(cells);
        own.keySet().removeIf(column -> !Columns.isMetadata(column));
        ObjectNode json = Cells.toJson(own, ResourceMetadata.class);
        persons(cells, json, faults);
        targetCollectives(cells, json, faults);
        rightsFile(cells, files, json, faults);
        try {
            return strictJson.read(json.toString().getBytes(StandardCharsets.UTF_8), ResourceMetadata.class);
        } catch (ProblemException invalid) {
            if (invalid.faults().isEmpty()) {
                faults.add(RowFault.of("", invalid.problem().code()));
            }
            invalid.faults().forEach(fault -> faults.add(RowFault.of(fault, cells)));
            return null;
        }
    }

    private void persons(Map<String, String> cells, ObjectNode json, List<RowFault> faults) {
        cells.forEach((column, code) -> {
            if (Columns.isContributorsPerson(column)) {
                int index = Integer.parseInt(column.split("/")[1]);
                PersonSummary person = people.get(code.strip());
                if (person == null) {
                    faults.add(RowFault.of(column, "unknown-code", code));
                } else if (json.path("contributors").path(index) instanceof ObjectNode contributor) {
                    contributor.put("personId", person.id().toString());
                } else {
                    faults.add(RowFault.of("contributors/" + index + "/name", "required"));
                }
            }
        });
    }

    private void targetCollectives(Map<String, String> cells, ObjectNode json, List<RowFault> faults) {
        String codes = cells.get(Columns.TARGET_COLLECTIVES);
        if (codes != null) {
            ArrayNode ids = json.withObject("/targetScope").putArray("collectiveIds");
            collectives(units, Columns.TARGET_COLLECTIVES, codes, faults).forEach(id -> ids.add(id.toString()));
        }
    }

    static List<UUID> collectives(
            Map<String, OrganisationUnit> units, String column, String codes, List<RowFault> faults) {
        List<UUID> ids = new ArrayList<>();
        for (String code : Cells.split(codes)) {
            OrganisationUnit unit = units.get(code);
            if (unit == null) {
                faults.add(RowFault.of(column, "unknown-code", code));
            } else {
                ids.add(unit.id());
            }
        }
        return ids;
    }

    private static void rightsFile(
            Map<String, String> cells, List<ParsedRow.FileReference> files, ObjectNode json, List<RowFault> faults) {
        String path = cells.get(Columns.RIGHTS_FILE);
        if (path != null) {
            files.stream()
                    .filter(file -> file.path().equals(path.strip()))
                    .findFirst()
                    .ifPresentOrElse(
                            file -> json.put("rightsFileId", file.id().toString()),
                            () -> faults.add(RowFault.of(Columns.RIGHTS_FILE, "file-not-in-row", path)));
        }
    }
}
