package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Upload sessions. Every change of state is one statement that names the state it expects. */
@Repository
class UploadRows {

    /** A completion that has not ended after this belongs to a process that is gone. */
    static final Duration COMPLETION_LEASE = Duration.ofMinutes(25);

    /** A store that is away for longer has lost the parts: only then the bytes that were acknowledged are given up. */
    static final Duration LONGEST_PENDING = Duration.ofDays(30);

    private static final String COLUMNS =
            """
            select id, owner_id, school_id, name, size, media_type, declared_sha256, s3_upload_id, part_size, state, sha256,
                   failure, created_at, expires_at, revision
              from storage.upload_session
            """;

    private final JdbcClient jdbc;

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UploadSession session) {
        jdbc.sql(
                        """
                        insert into storage.upload_session (id, owner_id, school_id, name, size, media_type, declared_sha256,
                               s3_upload_id, part_size, state, created_at, changed_at, expires_at)
                        values (:id, :ownerId, :schoolId, :name, :size, :mediaType, :declaredSha256,
                               :s3UploadId, :partSize, 'OPEN', :createdAt, :createdAt, :expiresAt)
                        """)
                .param("id", session.id())
                .param("ownerId", session.ownerId())
                .param("schoolId", session.schoolId())
                .param("name", session.name())
                .param("size", session.size())
                .param("mediaType", session.mediaType())
                .param("declaredSha256", session.declaredSha256())
                .param("s3UploadId", session.s3UploadId())
                .param("partSize", session.partSize())
                .param("createdAt", session.createdAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", session.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<UploadSession> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(UploadSession.class)
                .optional();
    }

    /** OPEN (or a completion whose process is gone) becomes COMPLETING; false when somebody else is at it. */
    boolean claimCompletion(UUID id) {
        return jdbc.sql(
                                """
                        update storage.upload_session
                           set state = 'COMPLETING', changed_at = :now, revision = revision + 1
                         where id = :id
                           and (state = 'OPEN' or (state = 'COMPLETING' and changed_at < :stale))
                        """)
                        .param("id", id)
                        .param("now", now())
                        .param("stale", now().minus(COMPLETION_LEASE))
                        .update()
                == 1;
    }

    /** To ABORTED gives the promised room back in the same statement. */
    boolean move(UUID id, UploadState from, UploadState to) {
        return jdbc.sql(
                                """
                        with moved as (
                            update storage.upload_session
                               set state = :to, changed_at = :now, revision = revision + 1
                             where id = :id and state = :from
                            returning id),
                        freed as (
                            delete from storage.reservation
                             where :to = 'ABORTED' and id in (select id from moved))
                        select count(*) from moved
                        """)
                        .param("id", id)
                        .param("from", from.name())
                        .param("to", to.name())
                        .param("now", now())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Given up because of what the bytes are. @param failure code of the problem */
    void refuse(UUID id, String failure) {
        if (move(id, UploadState.COMPLETING, UploadState.ABORTED)) {
            jdbc.sql("update storage.upload_session set failure = :failure where id = :id")
                    .param("id", id)
                    .param("failure", failure)
                    .update();
        }
    }

    /** @return false when the session is not being completed any more */
    boolean done(UUID id, String sha256) {
        return jdbc.sql(
                                """
                        update storage.upload_session
                           set state = 'DONE', sha256 = :sha256, changed_at = :now, revision = revision + 1
                         where id = :id and state = 'COMPLETING'
                        """)
                        .param("id", id)
                        .param("sha256", sha256)
                        .param("now", now())
                        .update()
                == 1;
    }

    void cleared(UUID id) {
        jdbc.sql(
                        """
                        with parts as (delete from storage.tus_part where upload_id = :id),
                        tails as (delete from storage.tus_tail where upload_id = :id)
                        update storage.upload_session set cleared = true where id = :id
                        """)
                .param("id", id)
                .update();
    }

    /** More time, with its room, for a session whose bytes are all there. @param until when it ends then */
    void prolong(UUID id, Instant until) {
        jdbc.sql(
                        """
                        with prolonged as (
                            update storage.upload_session set expires_at = :until, revision = revision + 1
                             where id = :id and state in ('OPEN', 'COMPLETING') and expires_at < :until
                            returning id)
                        update storage.reservation set expires_at = :roomUntil
                         where id in (select id from prolonged)
                        """)
                .param("id", id)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("roomUntil", until.plus(COMPLETION_LEASE).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives up what nobody will finish, and the room promised to it; never what a client was told has all arrived. */
    void abortExpired() {
        jdbc.sql(
                        """
                        with expired as (
                            update storage.upload_session
                               set state = 'ABORTED', changed_at = :now, revision = revision + 1
                             where not cleared and expires_at < :now
                               and (state = 'OPEN' or (state = 'COMPLETING' and changed_at < :stale))
                               and (created_at < :hopeless
                                    or not exists (select 1 from storage.tus_upload tus
                                                    where tus.upload_id = upload_session.id
                                                      and tus.received = upload_session.size))
                            returning id)
                        delete from storage.reservation where id in (select id from expired)
                        """)
                .param("now", now())
                .param("stale", now().minus(COMPLETION_LEASE))
                .param("hopeless", now().minus(LONGEST_PENDING))
                .update();
    }

    /** Finished in one way or another, with bytes still under incoming/. */
    List<UploadSession> toClear(int limit) {
        return jdbc.sql(COLUMNS
                        + " where not cleared and state in ('DONE', 'ABORTED') order by expires_at limit :limit")
                .param("limit", limit)
                .query(UploadSession.class)
                .list();
    }

    /** Which of these have bytes under incoming/ rightfully. */
    Set<UUID> uncleared(Set<UUID> ids) {
        return Set.copyOf(jdbc.sql("select id from storage.upload_session where id = any(:ids) and not cleared")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
