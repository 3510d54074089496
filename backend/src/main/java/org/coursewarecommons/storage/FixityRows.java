package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which blobs are due, and what was found. */
@Repository
class FixityRows {

    /** Longer than reading the largest blob takes; afterwards the reader is taken for gone. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final JdbcClient jdbc;

    FixityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param claimedUntil names the claim: what is found counts only while it stands
     * @param objectKey null for the key that follows from the hash
     */
    record Due(String sha256, long size, OffsetDateTime claimedUntil, @Nullable String objectKey) {}

    /** The blob that was read longest ago, if that is longer ago than allowed; nobody else gets it meanwhile. */
    Optional<Due> claim(Duration maxAge) {
        OffsetDateTime now = now();
        return jdbc.sql(
                        """
                        update storage.blob
                           set claimed_until = :until
                         where sha256 = (select sha256
                                           from storage.blob
                                          where checked_at < :due and state not in ('REMOVING', 'PURGED')
                                            and (claimed_until is null or claimed_until < :now)
                                          order by checked_at
                                          limit 1
                                            for update skip locked)
                        returning sha256, size, claimed_until, object_key
                        """)
                .param("until", now.plus(LEASE))
                .param("due", now.minus(maxAge))
                .param("now", now)
                .query(Due.class)
                .optional();
    }

    /** Whether any has not been read for so long. */
    boolean overdue(Duration maxAge) {
        return jdbc.sql(
                        "select exists (select 1 from storage.blob where checked_at < :due and checked_at > to_timestamp(0) and state <> 'PURGED')")
                .param("due", now().minus(maxAge))
                .query(Boolean.class)
                .single();
    }

    /** Nothing was found out: it stays due. */
    void giveBack(Due due) {
        jdbc.sql("update storage.blob set claimed_until = null where sha256 = :sha256 and claimed_until = :claim")
                .param("sha256", due.sha256())
                .param("claim", due.claimedUntil())
                .update();
    }

    /** @return false when the claim ran out or the bytes were stored anew meanwhile: then what was found is stale */
    boolean checked(Due due, BlobState state) {
        return jdbc.sql(
                                """
                        update storage.blob
                           set state = :state, checked_at = :now, claimed_until = null
                         where sha256 = :sha256 and claimed_until = :claim
                        """)
                        .param("state", state.name())
                        .param("now", now())
                        .param("sha256", due.sha256())
                        .param("claim", due.claimedUntil())
                        .update()
                == 1;
    }

    /** @return the new incident; empty when one is open already */
    Optional<UUID> openIncident(String sha256, BlobState kind) {
        return jdbc.sql(
                        """
                        insert into storage.incident (id, sha256, kind, found_at) values (:id, :sha256, :kind, :now)
                        on conflict (sha256) where resolved_at is null do nothing
                        returning id
                        """)
                .param("id", Ids.next())
                .param("sha256", sha256)
                .param("kind", kind.name())
                .param("now", now())
                .query(UUID.class)
                .optional();
    }

    void resolveIncident(String sha256) {
        jdbc.sql("update storage.incident set resolved_at = :now where sha256 = :sha256 and resolved_at is null")
                .param("sha256", sha256)
                .param("now", now())
                .update();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
