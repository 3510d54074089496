package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deposits, their sums and promised room. */
@Repository
class QuotaRows {

    private final JdbcClient jdbc;

    QuotaRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Holds off everybody else who wants room of these holders until the transaction ends. */
    void lock(UUID ownerId, @Nullable UUID schoolId) {
        UUID[] holders = holders(ownerId, schoolId).toArray(UUID[]::new);
        // All are there before any is locked, and both always in the same order: two transactions never wait for each
        // other.
        jdbc.sql(
                        """
                        insert into storage.usage (holder_id)
                        select holder from unnest(cast(:ids as uuid[])) as h (holder) order by holder
                        on conflict (holder_id) do nothing
                        """)
                .param("ids", holders)
                .update();
        jdbc.sql("select holder_id from storage.usage where holder_id = any(:ids) order by holder_id for update")
                .param("ids", holders)
                .query(UUID.class)
                .list();
    }

    long usedByPerson(UUID id) {
        return used(id, "owner_id");
    }

    long usedBySchool(UUID id) {
        return used(id, "school_id");
    }

    private long used(UUID holder, String column) {
        return jdbc.sql(
                        """
                        select coalesce((select deposited from storage.usage where holder_id = :id), 0)
                             + coalesce((select sum(size) from storage.reservation
                                          where %s = :id and expires_at > :now), 0)
                        """
                                .formatted(column))
                .param("id", holder)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    void reserve(UUID id, UUID ownerId, @Nullable UUID schoolId, long size, Instant until) {
        jdbc.sql(
                        """
                        insert into storage.reservation (id, owner_id, school_id, size, expires_at)
                        values (:id, :ownerId, :schoolId, :size, :until)
                        """)
                .param("id", id)
                .param("ownerId", ownerId)
                .param("schoolId", schoolId)
                .param("size", size)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    void release(UUID id) {
        jdbc.sql("delete from storage.reservation where id = :id")
                .param("id", id)
                .update();
    }

    void releaseExpired() {
        jdbc.sql("delete from storage.reservation where expires_at <= :now")
                .param("now", now())
                .update();
    }

    boolean isDeposited(UUID ownerId, String sha256) {
        return jdbc.sql(
                        """
                        select exists (select 1 from storage.deposit where owner_id = :ownerId and sha256 = :sha256)
                        """)
                .param("ownerId", ownerId)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    /** @return false when the person deposited these bytes before */
    boolean deposit(UUID ownerId, @Nullable UUID schoolId, StoredBlob blob) {
        return jdbc.sql(
                                """
                        insert into storage.deposit (owner_id, school_id, sha256, size, at)
                        values (:ownerId, :schoolId, :sha256, :size, :now)
                        on conflict (owner_id, sha256) do nothing
                        """)
                        .param("ownerId", ownerId)
                        .param("schoolId", schoolId)
                        .param("sha256", blob.sha256())
                        .param("size", blob.size())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Bytes that count for a person and, unless null, for a school. */
    record Deposit(UUID ownerId, @Nullable UUID schoolId, String sha256, long size) {}

    Optional<Deposit> find(UUID ownerId, String sha256) {
        return jdbc.sql(
                        """
                        select owner_id, school_id, sha256, size from storage.deposit
                         where owner_id = :ownerId and sha256 = :sha256
                        """)
                .param("ownerId", ownerId)
                .param("sha256", sha256)
                .query(Deposit.class)
                .optional();
    }

    List<Deposit> unsettled(Duration age, int limit) {
        return jdbc.sql(
                        """
                        select owner_id, school_id, sha256, size from storage.deposit
                         where not settled and at < :before
                         order by at
                         limit :limit
                        """)
                .param("before", now().minus(age))
                .param("limit", limit)
                .query(Deposit.class)
                .list();
    }

    /** Something needs it: it is looked at again when that goes. */
    void settle(Deposit deposit) {
        update("update storage.deposit set settled = true", deposit);
    }

    /** To be looked at again later. */
    void unsettle(Deposit deposit) {
        update("update storage.deposit set settled = false, at = now()", deposit);
    }

    /** @return false when it is gone already */
    boolean withdraw(Deposit deposit) {
        return update("delete from storage.deposit", deposit) == 1;
    }

    private int update(String what, Deposit deposit) {
        return jdbc.sql(what + " where owner_id = :ownerId and sha256 = :sha256")
                .param("ownerId", deposit.ownerId())
                .param("sha256", deposit.sha256())
                .update();
    }

    /** Whether a finished session still waits to be attached. */
    boolean isAttachable(Deposit deposit) {
        return jdbc.sql(
                        """
                        select exists (select 1 from storage.upload_session
                                        where owner_id = :ownerId and sha256 = :sha256 and state = 'DONE'
                                          and expires_at > :now)
                        """)
                .param("ownerId", deposit.ownerId())
                .param("sha256", deposit.sha256())
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /** Of locked holders. */
    void add(UUID ownerId, @Nullable UUID schoolId, long size) {
        jdbc.sql("update storage.usage set deposited = deposited + :size where holder_id in (:holders)")
                .param("size", size)
                .param("holders", holders(ownerId, schoolId))
                .update();
    }

    private static List<UUID> holders(UUID ownerId, @Nullable UUID schoolId) {
        return Stream.of(ownerId, schoolId).filter(Objects::nonNull).distinct().toList();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
