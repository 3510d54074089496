package org.coursewarecommons.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.coursewarecommons.catalog.Deposits;
import org.coursewarecommons.catalog.Deposits.VersionRecord;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.sharing.Visibility;
import org.coursewarecommons.storage.Blobs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the zip of an export: what its owner may read, in the format that an import takes. */
@Component
class ExportWork {

    private static final int BATCH = 50;

    private final Deposits deposits;
    private final Visibility visibility;
    private final Blobs blobs;
    private final ExportRows rows;

    ExportWork(Deposits deposits, Visibility visibility, Blobs blobs, ExportRows rows) {
        this.deposits = deposits;
        this.visibility = visibility;
        this.blobs = blobs;
        this.rows = rows;
    }

    /** @param leftOut files that the owner of the export may not have, or not now */
    record Result(int resources, int versions, int leftOut) {}

    /** @throws UnusableArchive when it would be too large to be imported again */
    Result write(ExportJob job, Path target, BooleanSupplier isOurs) throws IOException, InterruptedException {
        List<Map<String, String>> manifest = new ArrayList<>();
        int resources = 0;
        int leftOut = 0;
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target), StandardCharsets.UTF_8)) {
            // Every format that is accepted is packed already.
            zip.setLevel(Deflater.BEST_SPEED);
            UUID after = null;
            for (List<UUID> ids = next(job, after); !ids.isEmpty(); ids = next(job, after)) {
                List<ExportRows.Chosen> chosen = chosen(job.actor(), ids);
                manifest.addAll(rows.rows(chosen));
                if (manifest.size() > ManifestReader.MAX_ROWS) {
                    throw new UnusableArchive("too-many-rows", ManifestReader.MAX_ROWS);
                }
                for (ExportRows.Chosen version : chosen) {
                    if (!isOurs.getAsBoolean()) {
                        throw new InterruptedException();
                    }
                    leftOut += version.version().detail().files().size()
                            - version.files().size();
                    files(version, zip);
                }
                resources += Math.toIntExact(chosen.stream()
                        .map(version -> version.version().detail().resourceId())
                        .distinct()
                        .count());
                after = ids.get(ids.size() - 1);
            }
            manifest(manifest, zip);
        }
        return new Result(resources, manifest.size(), leftOut);
    }

    private List<UUID> next(ExportJob job, @Nullable UUID after) {
        return switch (job.selection()) {
            case OWN -> deposits.resources(job.ownerId(), null, after, BATCH);
            case SCHOOL -> deposits.resources(null, job.schoolId(), after, BATCH);
            case DISTRICT -> deposits.resources(null, null, after, BATCH);
            case CHOSEN -> {
                List<UUID> sorted = job.resourceIds().stream()
                        .distinct()
                        .sorted(java.util.Comparator.comparing(UUID::toString))
                        .toList();
                int from = after == null ? 0 : sorted.indexOf(after) + 1;
                yield sorted.subList(from, Math.min(sorted.size(), from + BATCH));
            }
        };
    }

    /** The versions that an actor may have, oldest first within each resource. */
    List<ExportRows.Chosen> chosen(Actor actor, List<UUID> ids) {
        Map<UUID, List<VersionRecord>> histories = deposits.histories(ids);
        Map<UUID, Set<String>> scopes = visibility.scopesOf(ids);
        Set<String> own = visibility.scopesOf(actor);
        List<ExportRows.Chosen> chosen = new ArrayList<>();
        for (UUID id : ids) {
            List<VersionRecord> history = histories.getOrDefault(id, List.of());
            boolean live = history.stream()
                            .anyMatch(version -> version.detail().state().isReadable())
                    && !Collections.disjoint(scopes.getOrDefault(id, Set.of()), own);
            for (VersionRecord version : history) {
                boolean mine = version.detail().ownerId().equals(actor.id());
                if (mine || live && isPublic(version.detail().state())) {
                    chosen.add(new ExportRows.Chosen(version, files(version.detail(), mine)));
                }
            }
        }
        return chosen;
    }

    private static boolean isPublic(VersionState state) {
        return state.isReadable() || state == VersionState.REPLACED;
    }

    private static List<VersionDetail.VersionFile> files(VersionDetail version, boolean mine) {
        return version.files().stream().filter(file -> file.mayLeave(mine)).toList();
    }

    private void files(ExportRows.Chosen chosen, ZipOutputStream zip) throws IOException {
        for (int i = 0; i < chosen.files().size(); i++) {
            VersionDetail.VersionFile file = chosen.files().get(i);
            zip.putNextEntry(new ZipEntry(ExportRows.path(chosen.version().detail(), i, file)));
            try (InputStream bytes = blobs.open(file.sha256())) {
                bytes.transferTo(zip);
            }
            zip.closeEntry();
        }
    }

    private static void manifest(List<Map<String, String>> rows, ZipOutputStream zip) throws IOException {
        Set<String> columns = new LinkedHashSet<>(List.of(Columns.EXTERNAL_KEY, Columns.OWNER, Columns.VERSION));
        rows.forEach(row -> columns.addAll(row.keySet()));
        zip.putNextEntry(new ZipEntry("manifest.csv"));
        // With the mark by which spreadsheets know UTF-8.
        CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), CSVFormat.RFC4180);
        csv.getOut().append('\uFEFF');
        csv.printRecord(columns);
        for (Map<String, String> row : rows) {
            csv.printRecord(columns.stream()
                    .map(column -> Cells.guarded(row.getOrDefault(column, "")))
                    .toList());
        }
        csv.flush();
        zip.closeEntry();
    }
}
