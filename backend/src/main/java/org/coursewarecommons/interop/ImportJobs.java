package org.coursewarecommons.interop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of imports, for good. A job that is worked on is leased: whoever dies loses it to another backend. */
@Repository
class ImportJobs {

    static final int MAX_ATTEMPTS = 5;

    private static final String SELECT = "select * from interop.import_job";

    private final JdbcClient jdbc;
    private final JsonColumns json;

    ImportJobs(JdbcClient jdbc, JsonColumns json) {
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
                .param("roles", job.roles().stream().map(Role::name).sorted().toArray(String[]::new))
                .param("mode", job.mode().name())
                .param("dryRun", job.dryRun())
                .param("name", job.name())
                .param("sha256", job.sha256())
                .param("size", job.size())
                .param("now", job.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ImportJob> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query((row, number) -> job(row))
                .optional();
    }

    List<ImportJob> byIds(Collection<UUID> ids) {
        return jdbc.sql(SELECT + " where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> job(row))
                .list();
    }

    /** The oldest job that nobody works on. @param claim proves later that it is still ours */
    Optional<ImportJob> claim(UUID claim, Duration lease) {
        return jdbc.sql(
                        """
                        update interop.import_job
                           set state = 'RUNNING', claim = :claim, claimed_until = :until, attempts = attempts + 1,
                               started_at = coalesce(started_at, :now)
                         where id = (select id from interop.import_job
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

    /** @return false when the job is somebody else's by now */
    boolean renew(UUID id, UUID claim, Duration lease) {
        return jdbc.sql(
                                """
                        update interop.import_job set claimed_until = :until
                         where id = :id and claim = :claim and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("claim", claim)
                        .param("until", now().plus(lease))
                        .update()
                == 1;
    }

    int attempts(UUID id) {
        return jdbc.sql("select attempts from interop.import_job where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /** Something got done: the tries count anew. */
    void progressed(UUID id, UUID claim) {
        jdbc.sql("update interop.import_job set attempts = 1 where id = :id and claim = :claim and attempts > 1")
                .param("id", id)
                .param("claim", claim)
                .update();
    }

    /** Gives the job back, to be taken again after a while. */
    void release(UUID id, UUID claim, Duration after) {
        jdbc.sql("update interop.import_job set claimed_until = :until where id = :id and claim = :claim")
                .param("id", id)
                .param("claim", claim)
                .param("until", now().plus(after))
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

    private ImportJob job(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .collect(Collectors.toSet()),
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

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
