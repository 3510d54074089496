package org.coursewarecommons.interop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger of rows. */
@Repository
class ImportRows {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final JsonColumns json;

    ImportRows(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonColumns json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(UUID jobId, List<ManifestRow> rows) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            batches.batchUpdate(
                    """
                    insert into interop.import_row (job_id, number, external_key, cells, state)
                    values (:jobId, :number, :key, cast(:cells as jsonb), 'PENDING')
                    on conflict (job_id, number) do nothing
                    """,
                    rows.subList(from, Math.min(rows.size(), from + BATCH)).stream()
                            .map(row -> new MapSqlParameterSource("jobId", jobId)
                                    .addValue("number", row.number())
                                    .addValue("key", cut(row.externalKey()))
                                    .addValue("cells", json.write(row.cells())))
                            .toArray(SqlParameterSource[]::new));
        }
    }

    private static String cut(String key) {
        return key.length() > 200 ? key.substring(0, 200) : key;
    }

    /** What is still to be done, in the manifest's order. */
    List<ManifestRow> pending(UUID jobId) {
        return jdbc.sql(
                        """
                        select number, cells from interop.import_row
                         where job_id = :jobId and state = 'PENDING' order by number
                        """)
                .param("jobId", jobId)
                .query((row, i) -> new ManifestRow(row.getInt("number"), json.texts(row.getString("cells"))))
                .list();
    }

    /** The whole manifest, in its order. */
    List<ManifestRow> all(UUID jobId) {
        return jdbc.sql("select number, cells from interop.import_row where job_id = :jobId order by number")
                .param("jobId", jobId)
                .query((row, i) -> new ManifestRow(row.getInt("number"), json.texts(row.getString("cells"))))
                .list();
    }

    /** Holds a row that is still to be done until the transaction ends; false when it is done. */
    boolean lockPending(UUID jobId, int number) {
        return jdbc.sql(
                        """
                        select true from interop.import_row
                         where job_id = :jobId and number = :number and state = 'PENDING' for update
                        """)
                .param("jobId", jobId)
                .param("number", number)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    void finish(UUID jobId, int number, RowResult result) {
        jdbc.sql(
                        """
                        update interop.import_row
                           set state = :state, outcome = :outcome, faults = cast(:faults as jsonb),
                               notes = cast(:notes as jsonb), resource_id = :resourceId, version_id = :versionId,
                               finished_at = :now
                         where job_id = :jobId and number = :number and state = 'PENDING'
                        """)
                .param("jobId", jobId)
                .param("number", number)
                .param("state", result.state().name())
                .param("outcome", result.outcome())
                .param("faults", json.write(result.faults()))
                .param("notes", json.write(result.notes()))
                .param("resourceId", result.resourceId())
                .param("versionId", result.versionId())
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Rows by state, of several jobs at once. */
    Map<UUID, Map<RowState, Integer>> counts(Collection<UUID> jobIds) {
        Map<UUID, Map<RowState, Integer>> counts = new HashMap<>();
        jdbc.sql(
                        """
                        select job_id, state, count(*) as rows from interop.import_row
                         where job_id = any(:ids) group by job_id, state
                        """)
                .param("ids", jobIds.toArray(UUID[]::new))
                .query(row -> {
                    counts.computeIfAbsent(row.getObject("job_id", UUID.class), id -> new EnumMap<>(RowState.class))
                            .put(RowState.valueOf(row.getString("state")), row.getInt("rows"));
                });
        return counts;
    }

    List<ImportRow> page(UUID jobId, @Nullable RowState state, PageRequest page) {
        return jdbc.sql(
                        """
                        select * from interop.import_row
                         where job_id = :jobId and number > :after and (cast(:state as text) is null or state = :state)
                         order by number limit :limit
                        """)
                .param("jobId", jobId)
                .param("after", after(page))
                .param("state", state == null ? null : state.name())
                .param("limit", page.limit() + 1)
                .query((row, i) -> row(row))
                .list();
    }

    private static int after(PageRequest page) {
        String after = page.after(0);
        return after != null && after.matches("\\d{1,9}") ? Integer.parseInt(after) : 0;
    }

    private ImportRow row(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ImportRow(
                row.getObject("job_id", UUID.class),
                row.getInt("number"),
                row.getString("external_key"),
                json.texts(row.getString("cells")),
                RowState.valueOf(row.getString("state")),
                row.getString("outcome"),
                json.faults(row.getString("faults")),
                json.faults(row.getString("notes")),
                row.getObject("resource_id", UUID.class),
                row.getObject("version_id", UUID.class),
                finished == null ? null : finished.toInstant());
    }
}
