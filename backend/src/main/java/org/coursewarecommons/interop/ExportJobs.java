package org.coursewarecommons.interop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.storage.StoredBlob;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of exports. */
@Repository
class ExportJobs {

    private final JdbcClient jdbc;
    private final JsonColumns json;

    ExportJobs(JdbcClient jdbc, JsonColumns json) {
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
                .param("roles", job.roles().stream().map(Role::name).sorted().toArray(String[]::new))
                .param("selection", job.selection().name())
                .param("resourceIds", job.resourceIds().toArray(UUID[]::new))
                .param("now", job.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ExportJob> find(UUID id) {
        return jdbc.sql("select * from interop.export_job where id = :id")
                .param("id", id)
                .query((row, number) -> job(row))
                .optional();
    }

    Optional<ExportJob> claim(UUID claim, Duration lease) {
        return jdbc.sql(
                        """
                        update interop.export_job
                           set state = 'RUNNING', claim = :claim, claimed_until = :until, attempts = attempts + 1
                         where id = (select id from interop.export_job
                                      where state in ('PENDING', 'RUNNING')
                                        and (claimed_until is null or claimed_until < :now)
                                      order by created_at limit 1 for update skip locked)
                        returning *
                        """)
                .param("claim", claim)
                .param("now", now())
                .param("until", now().plus(lease))
                .query((row, number) -> job(row))
                .optional();
    }

    boolean renew(UUID id, UUID claim, Duration lease) {
        return jdbc.sql(
                                """
                        update interop.export_job set claimed_until = :until
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("claim", claim)
                        .param("until", now().plus(lease))
                        .update()
                == 1;
    }

    int attempts(UUID id) {
        return jdbc.sql("select attempts from interop.export_job where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    void release(UUID id, UUID claim, Duration after) {
        jdbc.sql("update interop.export_job set claimed_until = :until where id = :id and claim = :claim")
                .param("id", id)
                .param("claim", claim)
                .param("until", now().plus(after))
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

    private ExportJob job(ResultSet row) throws SQLException {
        return new ExportJob(
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .collect(Collectors.toSet()),
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

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
