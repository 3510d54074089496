package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far each stream of bytes has come. Written after the bytes are in the store, so an offset is never too high. */
@Repository
class TusRows {

    /** A writer of whom nothing was heard for as long may be displaced: its connection is probably dead. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;

    TusRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A piece of a part that isn't whole yet. @param start counted from the start of the file */
    record Tail(UUID id, long start, long size, String md5) {

        String key(UploadSession session) {
            return session.incomingFolder() + "tail/" + id;
        }
    }

    /** What a writer has put into the store. @param received bytes from the start after it */
    record Progress(long received, List<CompletedPart> parts, List<Tail> tails, List<Tail> replaced) {}

    /** Empty when nobody has sent in this way. */
    Optional<Long> received(UUID id) {
        return jdbc.sql("select received from storage.tus_upload where upload_id = :id")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    /** Begins to count; the parts came by signed links. Does nothing when it has begun. */
    @Transactional
    public void begin(UUID id, long received, List<CompletedPart> parts) {
        boolean begun = jdbc.sql(
                                """
                        insert into storage.tus_upload (upload_id, received) values (:id, :received)
                        on conflict (upload_id) do nothing
                        """)
                        .param("id", id)
                        .param("received", received)
                        .update()
                == 1;
        if (begun) {
            parts.forEach(part -> insert(id, part));
        }
    }

    /** @return the offset, for the one who may send now; empty while somebody else is sending, or the session is over */
    Optional<Long> enter(UUID id, UUID writer) {
        return jdbc.sql(
                        """
                        update storage.tus_upload
                           set writer = :writer, writer_seen = :now
                         where upload_id = :id and (writer is null or writer_seen < :silent)
                           and exists (select 1 from storage.upload_session where id = :id and state = 'OPEN')
                        returning received
                        """)
                .param("id", id)
                .param("writer", writer)
                .param("now", now())
                .param("silent", now().minus(SILENCE))
                .query(Long.class)
                .optional();
    }

    void seen(UUID id, UUID writer) {
        jdbc.sql("update storage.tus_upload set writer_seen = :now where upload_id = :id and writer = :writer")
                .param("id", id)
                .param("writer", writer)
                .param("now", now())
                .update();
    }

    void leave(UUID id, UUID writer) {
        jdbc.sql(
                        """
                        update storage.tus_upload set writer = null, writer_seen = null
                         where upload_id = :id and writer = :writer
                        """)
                .param("id", id)
                .param("writer", writer)
                .update();
    }

    /** @return false when the writer was displaced or the session is over: then nothing has changed */
    @Transactional
    public boolean advance(UUID id, UUID writer, Progress progress) {
        boolean mine = jdbc.sql(
                                """
                        update storage.tus_upload
                           set received = :received, writer_seen = :now
                         where upload_id = :id and writer = :writer
                           and exists (select 1 from storage.upload_session where id = :id and state = 'OPEN')
                        """)
                        .param("id", id)
                        .param("writer", writer)
                        .param("received", progress.received())
                        .param("now", now())
                        .update()
                == 1;
        if (mine) {
            progress.replaced().forEach(this::delete);
            progress.parts().forEach(part -> insert(id, part));
            progress.tails().forEach(tail -> insert(id, tail));
        }
        return mine;
    }

    List<Tail> tails(UUID id) {
        return jdbc.sql("select id, start, size, md5 from storage.tus_tail where upload_id = :id order by start")
                .param("id", id)
                .query(Tail.class)
                .list();
    }

    List<CompletedPart> parts(UUID id) {
        return jdbc.sql("select number, etag from storage.tus_part where upload_id = :id order by number")
                .param("id", id)
                .query(CompletedPart.class)
                .list();
    }

    /** Sessions whose last byte has arrived and that nobody completes: the process died, or the store was away. */
    List<UUID> unfinished(int limit) {
        return jdbc.sql(
                        """
                        select session.id
                          from storage.upload_session session
                          join storage.tus_upload tus on tus.upload_id = session.id and tus.received = session.size
                         where (session.state = 'OPEN' and session.created_at > :hopeless
                                or session.state = 'COMPLETING' and session.changed_at < :stale)
                         order by session.changed_at
                         limit :limit
                        """)
                .param("hopeless", now().minus(UploadRows.LONGEST_PENDING))
                .param("stale", now().minus(UploadRows.COMPLETION_LEASE))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private void insert(UUID id, CompletedPart part) {
        jdbc.sql(
                        """
                        insert into storage.tus_part (upload_id, number, etag) values (:id, :number, :etag)
                        on conflict (upload_id, number) do update set etag = excluded.etag
                        """)
                .param("id", id)
                .param("number", part.number())
                .param("etag", part.etag())
                .update();
    }

    private void insert(UUID id, Tail tail) {
        jdbc.sql(
                        """
                        insert into storage.tus_tail (id, upload_id, start, size, md5)
                        values (:tail, :id, :start, :size, :md5)
                        """)
                .param("tail", tail.id())
                .param("id", id)
                .param("start", tail.start())
                .param("size", tail.size())
                .param("md5", tail.md5())
                .update();
    }

    private void delete(Tail tail) {
        jdbc.sql("delete from storage.tus_tail where id = :id")
                .param("id", tail.id())
                .update();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
