package org.coursewarecommons.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which blobs the store holds. A row is written after its object, so a row always has bytes behind it. */
@Repository
class BlobRows {

    private final JdbcClient jdbc;

    BlobRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param objectKey null for the key that follows from the hash */
    record Known(BlobState state, @Nullable String objectKey) {}

    /** Empty when there is no such blob. */
    Optional<Known> find(String sha256) {
        return jdbc.sql("select state, object_key from storage.blob where sha256 = :sha256")
                .param("sha256", sha256)
                .query(Known.class)
                .optional();
    }

    /**
     * Just written, so sound: an incident of the bytes that lay there before is over, and so is a check of them.
     *
     * @param objectKey where the bytes were written; null for the key that follows from the hash
     * @return where they count from now on, which may be where somebody else wrote them meanwhile; empty when the sweep
     *     is taking the object away: what was written may be gone with it
     */
    Optional<Known> written(StoredBlob blob, @Nullable String objectKey) {
        return jdbc.sql(
                        """
                        with resolved as (
                            update storage.incident set resolved_at = :now
                             where sha256 = :sha256 and resolved_at is null)
                        insert into storage.blob (sha256, size, created_at, checked_at, object_key)
                        values (:sha256, :size, :now, :now, :objectKey)
                        on conflict (sha256) do update
                           set state = 'OK', size = excluded.size, checked_at = excluded.checked_at, claimed_until = null,
                               object_key = case when blob.state = 'OK' then blob.object_key else excluded.object_key end
                         where blob.state <> 'REMOVING' or blob.claimed_until < :now
                        returning state, object_key
                        """)
                .param("sha256", blob.sha256())
                .param("size", blob.size())
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .param("objectKey", objectKey)
                .query(Known.class)
                .optional();
    }
}
