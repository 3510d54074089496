package org.coursewarecommons.interop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of imports, kept for good. */
@Repository
class ImportJobs extends LeasedJobs<ImportJob> {

    private final JdbcClient jdbc;
    private final JsonColumns json;

    ImportJobs(JdbcClient jdbc, JsonColumns json) {
        super(jdbc, "interop.import_job");
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(ImportJob job) {
        jdbc.sql(
                        """
                        insert into interop.import_job (id, owner_id, school_id, roles, mode, dry_run, name, sha256, size,
                            state, created_at)
                        values (:id, :ownerId, :schoolId, :roles, :mode, :dryRun, :name, :sha256, :size, 'PENDING', :now)
                        """)
                .param("id", job.id())
                .param("ownerId", job.ownerId())
                .param("schoolId", job.schoolId())
                .param("roles", names(job.roles()))
                .param("mode", job.mode().name())
                .param("dryRun", job.dryRun())
                .param("name", job.name())
                .param("sha256", job.sha256())
                .param("size", job.size())
                .param("now", job.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<ImportJob> byIds(Collection<UUID> ids) {
        return jdbc.sql("select * from interop.import_job where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> job(row))
                .list();
    }

    /** Something got done: the tries count anew. */
    void progressed(UUID id, UUID claim) {
        jdbc.sql("update interop.import_job set attempts = 1 where id = :id and claim = :claim and attempts > 1")
                .param("id", id)
                .param("claim", claim)
                .update();
    }

    void staged(UUID id) {
        jdbc.sql("update interop.import_job set staged = true where id = :id")
                .param("id", id)
                .update();
    }

    /** @return false when it is over already, or somebody else's */
    boolean finish(UUID id, UUID claim, JobState state, List<RowFault> faults) {
        return jdbc.sql(
                                """
                        update interop.import_job
                           set state = :state, faults = cast(:faults as jsonb), finished_at = :now, claim = null,
                               claimed_until = null
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("claim", claim)
                        .param("state", state.name())
                        .param("faults", json.write(faults))
                        .param("now", now())
                        .update()
                == 1;
    }

    @Override
    ImportJob job(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                roles(row),
                ImportMode.valueOf(row.getString("mode")),
                row.getBoolean("dry_run"),
                row.getString("name"),
                row.getString("sha256"),
                row.getLong("size"),
                JobState.valueOf(row.getString("state")),
                row.getBoolean("staged"),
                json.faults(row.getString("faults")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }
}
