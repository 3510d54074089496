package org.coursewarecommons.interop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A queue of jobs in a table of this module. A job that is worked on is leased: whoever dies loses it to another backend.
 *
 * @param <J> a row
 */
abstract class LeasedJobs<J> {

    static final int MAX_ATTEMPTS = 5;

    private final JdbcClient jdbc;
    private final String table;

    /** @param table with its schema */
    LeasedJobs(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** Of a whole row. */
    abstract J job(ResultSet row) throws SQLException;

    Optional<J> find(UUID id) {
        return jdbc.sql("select * from " + table + " where id = :id")
                .param("id", id)
                .query((row, number) -> job(row))
                .optional();
    }

    /** The oldest job that nobody works on. @param claim proves later that it is still ours */
    Optional<J> claim(UUID claim, Duration lease) {
        return jdbc.sql(
                        """
                        update %1$s
                           set state = 'RUNNING', claim = :claim, claimed_until = :until, attempts = attempts + 1,
                               started_at = coalesce(started_at, :now)
                         where id = (select id from %1$s
                                      where state in ('PENDING', 'RUNNING')
                                        and (claimed_until is null or claimed_until < :now)
                                      order by created_at limit 1 for update skip locked)
                        returning *
                        """
                                .formatted(table))
                .param("claim", claim)
                .param("now", now())
                .param("until", now().plus(lease))
                .query((row, number) -> job(row))
                .optional();
    }

    /** @return false when the job is somebody else's by now */
    boolean renew(UUID id, UUID claim, Duration lease) {
        return jdbc.sql("update " + table
                                + " set claimed_until = :until where id = :id and claim = :claim and state = 'RUNNING'")
                        .param("id", id)
                        .param("claim", claim)
                        .param("until", now().plus(lease))
                        .update()
                == 1;
    }

    int attempts(UUID id) {
        return jdbc.sql("select attempts from " + table + " where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /** Gives the job back, to be taken again after a while. */
    void release(UUID id, UUID claim, Duration after) {
        jdbc.sql("update " + table + " set claimed_until = :until where id = :id and claim = :claim")
                .param("id", id)
                .param("claim", claim)
                .param("until", now().plus(after))
                .update();
    }

    static String[] names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
