package org.coursewarecommons.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which blobs the store holds. A row is written after its object, so a row always has bytes behind it. */
@Repository
class BlobRows {

    private final JdbcClient jdbc;

    BlobRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when there is no such blob. */
    Optional<BlobState> state(String sha256) {
        return jdbc.sql("select state from storage.blob where sha256 = :sha256")
                .param("sha256", sha256)
                .query(BlobState.class)
                .optional();
    }

    /**
     * Just written, so sound: an incident of the bytes that lay there before is over, and so is a check of them.
     *
     * @return false when the sweep is taking the object away: what was written may be gone with it
     */
    boolean written(StoredBlob blob) {
        return jdbc.sql(
                                """
                        with resolved as (
                            update storage.incident set resolved_at = :now
                             where sha256 = :sha256 and resolved_at is null)
                        insert into storage.blob (sha256, size, created_at, checked_at)
                        values (:sha256, :size, :now, :now)
                        on conflict (sha256) do update
                           set state = 'OK', size = excluded.size, checked_at = excluded.checked_at, claimed_until = null
                         where blob.state <> 'REMOVING' or blob.claimed_until < :now
                        """)
                        .param("sha256", blob.sha256())
                        .param("size", blob.size())
                        .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
