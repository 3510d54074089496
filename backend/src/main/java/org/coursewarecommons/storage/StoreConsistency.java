package org.coursewarecommons.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coursewarecommons.shared.ConsistencyCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rows against objects, and bytes against their hashes: what the sweep and the check of bytes have found. */
@Component
class StoreConsistency implements ConsistencyCheck {

    private final JdbcClient jdbc;
    private final SweepRows sweeps;
    private final WantedChecks wanted;

    StoreConsistency(JdbcClient jdbc, SweepRows sweeps, WantedChecks wanted) {
        this.jdbc = jdbc;
        this.sweeps = sweeps;
        this.wanted = wanted;
    }

    @Override
    @Transactional(readOnly = true)
    public Result last() {
        Optional<SweepRows.Swept> swept = sweeps.last();
        return new Result(
                Map.of(
                        "missingObject", open(BlobState.MISSING),
                        "checksumMismatch", open(BlobState.CORRUPT),
                        "orphan", swept.map(SweepRows.Swept::orphans).orElse(0L)),
                Map.of(),
                swept.map(SweepRows.Swept::sweptAt).orElse(null),
                wanted.isWanted(),
                incidents());
    }

    @Override
    public void request(boolean repair) {
        wanted.want(repair);
    }

    private long open(BlobState kind) {
        return jdbc.sql("select count(*) from storage.incident where resolved_at is null and kind = :kind")
                .param("kind", kind.name())
                .query(Long.class)
                .single();
    }

    private record Incident(String kind, String sha256, Instant foundAt) {}

    private List<Detail> incidents() {
        return jdbc
                .sql(
                        """
                        select kind, sha256, found_at from storage.incident
                         where resolved_at is null order by found_at desc limit 100
                        """)
                .query(Incident.class)
                .list()
                .stream()
                .map(incident -> new Detail(
                        incident.kind().equals("MISSING") ? "missingObject" : "checksumMismatch",
                        incident.sha256(),
                        incident.foundAt()))
                .toList();
    }
}
