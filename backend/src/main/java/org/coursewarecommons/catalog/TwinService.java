package org.coursewarecommons.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.inspection.Inspections;
import org.coursewarecommons.inspection.Twin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds them by the hash of the bytes and by the signature of the text: four queries, however many files. */
@Service
@Transactional(readOnly = true)
class TwinService implements Twins {

    private static final int MOST = 20;
    private static final int CHUNK = 500;
    /** DOMAIN.md 3.4, V12. */
    private static final double PROBABLY_A_COPY = 0.95;

    private final JdbcClient jdbc;
    private final Inspections inspections;

    TwinService(JdbcClient jdbc, Inspections inspections) {
        this.jdbc = jdbc;
        this.inspections = inspections;
    }

    private record Found(UUID fileId, String sha256, UUID resourceId, String title, String state) {}

    @Override
    public List<SimilarFile> of(VersionDetail version) {
        Map<UUID, List<Twin>> twins = inspections.twins(
                version.files().stream().map(VersionDetail.VersionFile::fileId).toList());
        Map<UUID, Found> byFile = new HashMap<>();
        found(version, twins).forEach(one -> byFile.put(one.fileId(), one));
        List<SimilarFile> similar = new ArrayList<>();
        for (VersionDetail.VersionFile file : version.files()) {
            byFile.values().stream()
                    .filter(one -> one.sha256().equals(file.sha256()))
                    .forEach(one -> similar.add(similar(one, file, 1, true)));
            twins.getOrDefault(file.fileId(), List.of()).stream()
                    .filter(twin -> byFile.containsKey(twin.fileId()))
                    .forEach(twin -> similar.add(similar(byFile.get(twin.fileId()), file, twin.score(), false)));
        }
        similar.sort(Comparator.comparing(SimilarFile::exact)
                .thenComparingDouble(SimilarFile::score)
                .reversed());
        Map<UUID, SimilarFile> best = new java.util.LinkedHashMap<>();
        similar.forEach(one -> best.putIfAbsent(one.resourceId(), one));
        return best.values().stream().limit(MOST).toList();
    }

    private record FileOf(UUID fileId, String sha256, UUID resourceId) {}

    @Override
    public Map<UUID, Nearest> nearest(Collection<UUID> liveResourceIds) {
        List<FileOf> files = jdbc.sql(
                        """
                        select f.id as file_id, f.sha256, v.resource_id
                          from catalog.file f join catalog.version v on v.id = f.version_id
                         where v.resource_id = any(:ids) and v.state = 'PUBLISHED' order by f.id
                        """)
                .param("ids", liveResourceIds.toArray(UUID[]::new))
                .query(FileOf.class)
                .list();
        Map<UUID, Nearest> nearest = new HashMap<>();
        for (int from = 0; from < files.size(); from += CHUNK) {
            add(files.subList(from, Math.min(files.size(), from + CHUNK)), nearest);
        }
        return nearest;
    }

    private void add(List<FileOf> files, Map<UUID, Nearest> nearest) {
        Map<UUID, List<Twin>> twins =
                inspections.twins(files.stream().map(FileOf::fileId).toList());
        Map<UUID, FileOf> byFile = new LinkedHashMap<>();
        Map<String, List<FileOf>> byHash = new HashMap<>();
        others(files, twins).forEach(other -> {
            byFile.put(other.fileId(), other);
            byHash.computeIfAbsent(other.sha256(), hash -> new ArrayList<>()).add(other);
        });
        for (FileOf file : files) {
            byHash.getOrDefault(file.sha256(), List.of()).forEach(other -> nearer(nearest, file, other, 1));
            twins.getOrDefault(file.fileId(), List.of()).forEach(twin -> {
                FileOf other = byFile.get(twin.fileId());
                if (other != null) {
                    nearer(nearest, file, other, Math.round(twin.score() * 1000) / 1000.0);
                }
            });
        }
    }

    private static void nearer(Map<UUID, Nearest> nearest, FileOf file, FileOf other, double score) {
        if (!other.resourceId().equals(file.resourceId())) {
            nearest.merge(
                    file.resourceId(),
                    new Nearest(other.resourceId(), score),
                    (known, found) -> found.score() > known.score() ? found : known);
        }
    }

    private List<FileOf> others(List<FileOf> files, Map<UUID, List<Twin>> twins) {
        return jdbc.sql(
                        """
                        select f.id as file_id, f.sha256, v.resource_id
                          from catalog.file f join catalog.version v on v.id = f.version_id
                         where f.id in (select id from catalog.file where sha256 = any (:hashes)
                                        union
                                        select unnest(:twins::uuid[]))
                           and v.state not in ('DRAFT', 'QUARANTINED')
                         order by v.published_at desc nulls last, f.id
                        """)
                .param("hashes", files.stream().map(FileOf::sha256).distinct().toArray(String[]::new))
                .param(
                        "twins",
                        twins.values().stream()
                                .flatMap(List::stream)
                                .map(Twin::fileId)
                                .distinct()
                                .toArray(UUID[]::new))
                .query(FileOf.class)
                .list();
    }

    private static SimilarFile similar(Found other, VersionDetail.VersionFile file, double score, boolean exact) {
        return new SimilarFile(
                other.resourceId(),
                other.title(),
                VersionState.valueOf(other.state()),
                file.name(),
                Math.round(score * 1000) / 1000.0,
                exact,
                score >= PROBABLY_A_COPY ? "V12" : "");
    }

    private List<Found> found(VersionDetail version, Map<UUID, List<Twin>> twins) {
        return jdbc.sql(
                        """
                        select f.id as file_id, f.sha256, v.resource_id, coalesce(v.metadata ->> 'title', '') as title,
                               v.state
                          from catalog.file f join catalog.version v on v.id = f.version_id
                         where f.id in (select id from catalog.file where sha256 = any (:hashes)
                                        union
                                        select unnest(:twins::uuid[]))
                           and v.resource_id <> :resourceId and v.state not in ('DRAFT', 'QUARANTINED')
                         order by v.published_at desc nulls last, f.id
                         limit 500
                        """)
                .param(
                        "hashes",
                        version.files().stream()
                                .map(VersionDetail.VersionFile::sha256)
                                .toArray(String[]::new))
                .param(
                        "twins",
                        twins.values().stream()
                                .flatMap(List::stream)
                                .map(Twin::fileId)
                                .distinct()
                                .toArray(UUID[]::new))
                .param("resourceId", version.resourceId())
                .query(Found.class)
                .list();
    }
}
