package org.coursewarecommons.inspection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Signatures of texts, and the twins they lead to. */
@Repository
class SignatureRows {

    private static final double ALIKE = 0.8;
    /** An estimate below this is hardly ever of texts that are alike: three standard errors. */
    private static final double PERHAPS_ALIKE = 0.69;

    private static final int MOST_CANDIDATES = 200;
    /** Reading both texts settles it, which is worth the while for the best ones. */
    private static final int MOST_COMPARED = 10;

    private final JdbcClient jdbc;
    private final InspectionJobs jobs;

    SignatureRows(JdbcClient jdbc, InspectionJobs jobs) {
        this.jdbc = jdbc;
        this.jobs = jobs;
    }

    void put(UUID fileId, TextSignature signature) {
        jdbc.sql(
                        """
                        insert into inspection.signature (file_id, minimums, bands) values (:fileId, :minimums, :bands)
                        on conflict (file_id) do update set minimums = excluded.minimums, bands = excluded.bands
                        """)
                .param("fileId", fileId)
                .param("minimums", signature.minimums())
                .param("bands", signature.bands())
                .update();
    }

    private record Candidate(UUID mine, UUID other, double estimate) {}

    /** By file id, most alike first; files without twins are missing. */
    Map<UUID, List<Twin>> twins(Collection<UUID> fileIds) {
        Map<UUID, List<Candidate>> candidates = new HashMap<>();
        jdbc
                .sql(
                        """
                        select mine.file_id as mine, other.file_id as other, mine.minimums, other.minimums as others
                          from inspection.signature mine
                         cross join lateral (select s.file_id, s.minimums from inspection.signature s
                                              where s.bands && mine.bands and s.file_id <> mine.file_id
                                              limit :most) other
                         where mine.file_id = any (:fileIds)
                        """)
                .param("fileIds", fileIds.toArray(UUID[]::new))
                .param("most", MOST_CANDIDATES)
                .query((row, number) -> new Candidate(
                        row.getObject("mine", UUID.class),
                        row.getObject("other", UUID.class),
                        TextSignature.estimate(row.getBytes("minimums"), row.getBytes("others"))))
                .list()
                .stream()
                .filter(candidate -> candidate.estimate() >= PERHAPS_ALIKE)
                .sorted(Comparator.comparingDouble(Candidate::estimate).reversed())
                .forEach(candidate -> candidates
                        .computeIfAbsent(candidate.mine(), mine -> new ArrayList<>())
                        .add(candidate));
        return settled(candidates);
    }

    private Map<UUID, List<Twin>> settled(Map<UUID, List<Candidate>> candidates) {
        Set<UUID> compared = new HashSet<>(candidates.keySet());
        candidates
                .values()
                .forEach(some -> some.stream().limit(MOST_COMPARED).forEach(one -> compared.add(one.other())));
        Map<UUID, String> texts = compared.isEmpty() ? Map.of() : jobs.texts(compared);
        Map<UUID, List<Twin>> twins = new HashMap<>();
        candidates.forEach((mine, some) -> {
            List<Twin> alike = some.stream()
                    .map(one -> new Twin(one.other(), score(one, texts)))
                    .filter(twin -> twin.score() >= ALIKE)
                    .sorted(Comparator.comparingDouble(Twin::score).reversed())
                    .toList();
            if (!alike.isEmpty()) {
                twins.put(mine, alike);
            }
        });
        return twins;
    }

    private static double score(Candidate candidate, Map<UUID, String> texts) {
        String mine = texts.get(candidate.mine());
        String other = texts.get(candidate.other());
        return mine == null || other == null ? candidate.estimate() : TextSignature.likeness(mine, other);
    }
}
