package org.coursewarecommons.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which blobs the store holds. A row is written after its object, so a row always has bytes behind it. */
@Repository
class BlobRows {

    private final JdbcClient jdbc;

    BlobRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean exists(String sha256) {
        return jdbc.sql("select exists (select 1 from storage.blob where sha256 = :sha256)")
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    void insert(StoredBlob blob) {
        jdbc.sql(
                        """
                        insert into storage.blob (sha256, size, created_at) values (:sha256, :size, :now)
                        on conflict (sha256) do nothing
                        """)
                .param("sha256", blob.sha256())
                .param("size", blob.size())
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
    }
}
