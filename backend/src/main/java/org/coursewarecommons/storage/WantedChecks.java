package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Compares rows and objects when somebody wants it, by whichever backend sees the wish first. */
@Component
class WantedChecks {

    /** Then its backend is taken for gone. */
    private static final Duration LEASE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final OrphanSweep sweep;
    private final FixityCheck fixity;

    WantedChecks(JdbcClient jdbc, OrphanSweep sweep, FixityCheck fixity) {
        this.jdbc = jdbc;
        this.sweep = sweep;
        this.fixity = fixity;
    }

    private record Wish(OffsetDateTime requestedAt, boolean repair) {}

    void want(boolean repair) {
        jdbc.sql(
                        """
                        insert into storage.check_wanted (requested_at, repair) values (:now, :repair)
                        on conflict (one) do update
                           set requested_at = excluded.requested_at, repair = check_wanted.repair or excluded.repair
                        """)
                .param("now", now())
                .param("repair", repair)
                .update();
    }

    boolean isWanted() {
        return jdbc.sql("select exists (select 1 from storage.check_wanted)")
                .query(Boolean.class)
                .single();
    }

    @Scheduled(fixedDelay = 1000)
    void look() {
        Optional<Wish> wish = jdbc.sql(
                        """
                        update storage.check_wanted set claimed_until = :until
                         where claimed_until is null or claimed_until < :now
                        returning requested_at, repair
                        """)
                .param("until", now().plus(LEASE))
                .param("now", now())
                .query(Wish.class)
                .optional();
        if (wish.isPresent()) {
            run(wish.get());
        }
    }

    private void run(Wish wish) {
        if (wish.repair()) {
            // Bytes that were brought back end their incident when they are read.
            jdbc.sql(
                            """
                            update storage.blob set checked_at = to_timestamp(0)
                             where state in ('MISSING', 'CORRUPT')
                               and sha256 in (select sha256 from storage.incident where resolved_at is null)
                            """)
                    .update();
        }
        sweep.run();
        fixity.runOnce();
        // A wish that came meanwhile is another one.
        jdbc.sql("delete from storage.check_wanted where requested_at = :seen")
                .param("seen", wish.requestedAt())
                .update();
        jdbc.sql("update storage.check_wanted set claimed_until = null").update();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
