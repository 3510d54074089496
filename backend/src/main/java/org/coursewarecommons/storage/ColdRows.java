package org.coursewarecommons.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@link ColdStorage} by marks on the blobs' rows; objects go the way of the sweep, which no new deposit can cross. */
@Repository
class ColdRows implements ColdStorage {

    private static final Logger LOG = LoggerFactory.getLogger(ColdRows.class);

    private final JdbcClient jdbc;
    private final SweepRows sweep;
    private final ObjectStore store;

    ColdRows(JdbcClient jdbc, SweepRows sweep, ObjectStore store) {
        this.jdbc = jdbc;
        this.sweep = sweep;
        this.store = store;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(Collection<String> sha256s) {
        jdbc.sql("update storage.blob set cold_since = :now where sha256 = any(:all) and cold_since is null")
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .param("all", sha256s.toArray(String[]::new))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void thaw(Collection<String> sha256s) {
        jdbc.sql("update storage.blob set cold_since = null where sha256 = any(:all) and cold_since is not null")
                .param("all", sha256s.toArray(String[]::new))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int giveUp(Collection<String> sha256s) {
        // A claim that has run out: any sweep may take it over, and a new deposit of the same bytes takes it back.
        return jdbc.sql(
                        """
                        update storage.blob set state = 'REMOVING', claimed_until = :past
                         where sha256 = any(:all) and state not in ('REMOVING', 'PURGED')
                        """)
                .param("past", Instant.now().minus(Duration.ofSeconds(1)).atOffset(ZoneOffset.UTC))
                .param("all", sha256s.toArray(String[]::new))
                .update();
    }

    @Override
    public void removeGivenUp(Collection<String> sha256s) {
        for (String sha256 : sha256s) {
            try {
                sweep.claim(sha256).filter(SweepRows.Removal::isSafe).ifPresent(removal -> {
                    store.remove(removal.key());
                    sweep.end(removal);
                });
            } catch (RuntimeException silent) {
                LOG.warn("{} was given up and is removed by the next sweep: {}", sha256, silent.toString());
            }
        }
    }
}
