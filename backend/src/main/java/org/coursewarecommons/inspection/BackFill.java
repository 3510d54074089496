package org.coursewarecommons.inspection;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes previews and all the rest for files that were checked before we could, one at a time and only while no new file
 * waits for its check. A file's verdict stays as it was, unless it is known to be dangerous now.
 */
@Component
class BackFill {

    private static final Logger LOG = LoggerFactory.getLogger(BackFill.class);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final FileInspector inspector;
    private final InspectionService service;

    BackFill(JdbcClient jdbc, FileInspector inspector, InspectionService service) {
        this.jdbc = jdbc;
        this.inspector = inspector;
        this.service = service;
    }

    @Scheduled(fixedDelay = 2000, initialDelay = 10_000)
    void fill() {
        for (Optional<InspectionJobs.Job> job = claim(); job.isPresent(); job = claim()) {
            if (!fill(job.get())) {
                return;
            }
        }
    }

    /** @return false when it is better to pause */
    private boolean fill(InspectionJobs.Job job) {
        try {
            FileInspector.Inspected made = inspector.examine(job);
            if (made.result().isAcceptable()) {
                service.renew(job.fileId(), made);
            } else if (made.result().state() == InspectionState.QUARANTINED) {
                LOG.error(
                        "file {} is dangerous: {}", job.fileId(), made.result().findings());
                service.condemn(job.sha256(), made);
                done(job.fileId());
            } else {
                // Rules have become stricter, or its tools are gone: what it has stays, and nobody tries again.
                LOG.warn(
                        "file {} would be {} today: {}",
                        job.fileId(),
                        made.result().state(),
                        made.result().findings());
                done(job.fileId());
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException unavailable) {
            LOG.warn("previews of file {} cannot be made now: {}", job.fileId(), unavailable.toString());
        }
        return false;
    }

    private Optional<InspectionJobs.Job> claim() {
        return jdbc.sql(
                        """
                        with claimed as (
                            update inspection.detail set claimed_until = :until, attempts = attempts + 1
                             where file_id = (select d.file_id
                                                from inspection.detail d join inspection.job j using (file_id)
                                               where d.made_by < :madeBy
                                                 and (d.claimed_until is null or d.claimed_until < :now)
                                                 and d.attempts < :most and j.state in ('PASSED', 'REVIEW')
                                                 and not exists (select 1 from inspection.job p
                                                                  where p.state = 'PENDING'
                                                                    and p.claimed_until is null)
                                               order by d.made_by, d.file_id
                                               limit 1
                                                 for update of d skip locked)
                            returning file_id, attempts)
                        select j.file_id, j.sha256, j.name, j.declared_type, claimed.attempts
                          from claimed join inspection.job j using (file_id)
                        """)
                .param("until", Instant.now().plus(LEASE).atOffset(ZoneOffset.UTC))
                .param("now", Instant.now().atOffset(ZoneOffset.UTC))
                .param("madeBy", DetailRows.MADE_BY)
                .param("most", FileInspector.MAX_ATTEMPTS)
                .query(InspectionJobs.Job.class)
                .optional();
    }

    private void done(UUID fileId) {
        jdbc.sql("update inspection.detail set made_by = ?, claimed_until = null where file_id = ?")
                .params(DetailRows.MADE_BY, fileId)
                .update();
    }
}
