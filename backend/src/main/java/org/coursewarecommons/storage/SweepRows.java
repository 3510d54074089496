package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the tables know of the objects in the store, and the claim under which an unknown one is taken away. */
@Repository
class SweepRows {

    /** Many times what the one call takes that removes an object. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    SweepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of {@code storage.sweep}. */
    record Swept(Instant sweptAt, long objects, long removed, long orphans, long suspects) {}

    /** The right to take an object away until then. @param objectKey null for the key that follows from the hash */
    record Removal(String sha256, Instant until, @Nullable String objectKey) {

        String key() {
            return BlobService.key(sha256, objectKey);
        }

        /** Leaves more than the call may last. */
        boolean isSafe() {
            return Instant.now().isBefore(until.minus(LEASE.dividedBy(2)));
        }
    }

    /** The blobs between two hashes, the second included, that were there before, under keys made of their hashes. */
    Set<String> blobs(String after, String upTo, Instant before) {
        return new HashSet<>(jdbc.sql(
                        """
                        select sha256 from storage.blob
                         where sha256 > :after and sha256 <= :upTo and state = 'OK' and created_at < :before
                           and object_key is null
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** Those of them that have a row, however new, and their bytes under the key made of the hash. */
    Set<String> known(Collection<String> sha256s) {
        return new HashSet<>(jdbc.sql(
                        """
                        select sha256 from storage.blob
                         where sha256 = any(:all) and state not in ('REMOVING', 'PURGED') and object_key is null
                        """)
                .param("all", sha256s.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Whether its sound bytes lie under another key than the one made of the hash. */
    boolean isElsewhere(String sha256) {
        return jdbc.sql(
                        """
                        select exists (select 1 from storage.blob
                                        where sha256 = :sha256 and state = 'OK' and object_key is not null)
                        """)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    /** Those keys under which a row says that its bytes lie. */
    Set<String> knownKeys(Collection<String> keys) {
        return new HashSet<>(
                jdbc.sql("select object_key from storage.blob where object_key = any(:all) and state <> 'PURGED'")
                        .param("all", keys.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    /** The blobs between two keys of their own, the second included, that were there before: their hashes by key. */
    Map<String, String> blobsByKey(String after, String upTo, Instant before) {
        Map<String, String> found = new HashMap<>();
        jdbc.sql(
                        """
                        select object_key, sha256 from storage.blob
                         where object_key > :after and object_key <= :upTo and state = 'OK' and created_at < :before
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((RowCallbackHandler) row -> found.put(row.getString(1), row.getString(2)));
        return found;
    }

    /** Those sessions that may still have something under incoming/. */
    Set<UUID> uncleared(Collection<UUID> sessions) {
        return new HashSet<>(jdbc.sql("select id from storage.upload_session where id = any(:all) and not cleared")
                .param("all", sessions.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** Empty when it has got a row meanwhile, or another sweep is at it. */
    Optional<Removal> claim(String sha256, long size) {
        Instant until = Instant.now().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
        return jdbc.sql(
                        """
                        insert into storage.blob (sha256, size, created_at, checked_at, state, claimed_until)
                        values (:sha256, :size, :now, :now, 'REMOVING', :until)
                        on conflict (sha256) do update set claimed_until = excluded.claimed_until
                         where blob.state = 'REMOVING' and blob.claimed_until < :now
                        returning object_key
                        """)
                .param("sha256", sha256)
                .param("size", Math.max(1, size))
                .param("now", now())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Removal(sha256, until, row.getString("object_key")))
                .optional();
    }

    /** The same for one that has a row and was given up; empty when somebody has deposited its bytes anew. */
    Optional<Removal> claim(String sha256) {
        Instant until = Instant.now().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
        return jdbc.sql(
                        """
                        update storage.blob set claimed_until = :until
                         where sha256 = :sha256 and state = 'REMOVING' and claimed_until < :now
                        returning object_key
                        """)
                .param("sha256", sha256)
                .param("now", now())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Removal(sha256, until, row.getString("object_key")))
                .optional();
    }

    /** The object is gone. Where deposits or uploads still name the blob, its row stays and says so. */
    void end(Removal removal) {
        jdbc.sql(
                        """
                        update storage.blob b set state = 'PURGED', claimed_until = null, cold_since = null
                         where sha256 = :sha256 and state = 'REMOVING' and claimed_until = :until
                           and (exists (select 1 from storage.deposit d where d.sha256 = b.sha256)
                                or exists (select 1 from storage.upload_session u where u.sha256 = b.sha256)
                                or exists (select 1 from storage.incident i where i.sha256 = b.sha256))
                        """)
                .param("sha256", removal.sha256())
                .param("until", removal.until().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from storage.blob where sha256 = :sha256 and state = 'REMOVING' and claimed_until = :until")
                .param("sha256", removal.sha256())
                .param("until", removal.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removals whose process is gone. */
    List<String> abandoned() {
        return jdbc.sql("select sha256 from storage.blob where state = 'REMOVING' and claimed_until < :now")
                .param("now", now())
                .query(String.class)
                .list();
    }

    /** Their bytes are read at the next check, before all others. */
    void suspect(Collection<String> sha256s) {
        jdbc.sql("update storage.blob set checked_at = to_timestamp(0) where sha256 = any(:all) and state = 'OK'")
                .param("all", sha256s.toArray(String[]::new))
                .update();
    }

    /** Room promised to sessions that never came to be: perhaps the store began an upload for them. */
    List<UUID> unopened(int limit) {
        return jdbc.sql(
                        """
                        select id from storage.reservation r
                         where expires_at <= :now
                           and not exists (select 1 from storage.upload_session s where s.id = r.id)
                         limit :limit
                        """)
                .param("now", now())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void keep(Swept swept) {
        jdbc.sql(
                        """
                        insert into storage.sweep (swept_at, objects, removed, orphans, suspects)
                        values (:at, :objects, :removed, :orphans, :suspects)
                        on conflict (one) do update
                           set swept_at = excluded.swept_at, objects = excluded.objects, removed = excluded.removed,
                               orphans = excluded.orphans, suspects = excluded.suspects
                        """)
                .param("at", swept.sweptAt().atOffset(ZoneOffset.UTC))
                .param("objects", swept.objects())
                .param("removed", swept.removed())
                .param("orphans", swept.orphans())
                .param("suspects", swept.suspects())
                .update();
    }

    Optional<Swept> last() {
        return jdbc.sql("select swept_at, objects, removed, orphans, suspects from storage.sweep")
                .query(Swept.class)
                .optional();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
