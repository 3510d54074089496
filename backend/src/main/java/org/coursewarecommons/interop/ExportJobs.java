package org.coursewarecommons.interop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.storage.StoredBlob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of exports. */
@Repository
class ExportJobs extends LeasedJobs<ExportJob> {

    private final JdbcClient jdbc;
    private final JsonColumns json;

    ExportJobs(JdbcClient jdbc, JsonColumns json) {
        super(jdbc, "interop.export_job");
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(ExportJob job) {
        jdbc.sql(
                        """
                        insert into interop.export_job (id, owner_id, school_id, roles, selection, resource_ids, state,
                            created_at)
                        values (:id, :ownerId, :schoolId, :roles, :selection, :resourceIds, 'PENDING', :now)
                        """)
                .param("id", job.id())
                .param("ownerId", job.ownerId())
                .param("schoolId", job.schoolId())
                .param("roles", names(job.roles()))
                .param("selection", job.selection().name())
                .param("resourceIds", job.resourceIds().toArray(UUID[]::new))
                .param("now", job.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean done(UUID id, UUID claim, ExportWork.Result result, StoredBlob zip, Duration lifetime) {
        return jdbc.sql(
                                """
                        update interop.export_job
                           set state = 'DONE', resources = :resources, versions = :versions, left_out = :leftOut,
                               sha256 = :sha256, size = :size, finished_at = :now, expires_at = :expires, claim = null
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("claim", claim)
                        .param("resources", result.resources())
                        .param("versions", result.versions())
                        .param("leftOut", result.leftOut())
                        .param("sha256", zip.sha256())
                        .param("size", zip.size())
                        .param("now", now())
                        .param("expires", now().plus(lifetime))
                        .update()
                == 1;
    }

    void failed(UUID id, UUID claim, RowFault fault) {
        jdbc.sql(
                        """
                        update interop.export_job
                           set state = 'FAILED', faults = cast(:faults as jsonb), finished_at = :now, claim = null
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                .param("id", id)
                .param("claim", claim)
                .param("faults", json.write(List.of(fault)))
                .param("now", now())
                .update();
    }

    @Override
    ExportJob job(ResultSet row) throws SQLException {
        return new ExportJob(
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                roles(row),
                ExportJob.Selection.valueOf(row.getString("selection")),
                List.of((UUID[]) row.getArray("resource_ids").getArray()),
                JobState.valueOf(row.getString("state")),
                row.getInt("resources"),
                row.getInt("versions"),
                row.getInt("left_out"),
                row.getString("sha256"),
                row.getObject("size", Long.class),
                json.faults(row.getString("faults")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "finished_at"),
                instant(row, "expires_at"));
    }
}
