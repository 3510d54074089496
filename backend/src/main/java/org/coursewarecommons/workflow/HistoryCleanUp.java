package org.coursewarecommons.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches that the engine cleans its history every night. Whether its job ran says little, so the question is whether
 * something is still there that should have gone two windows ago.
 */
@Component
class HistoryCleanUp {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryCleanUp.class);
    private static final Duration PATIENCE = Duration.ofDays(2);

    private final HistoryService history;
    private final JdbcClient jdbc;

    HistoryCleanUp(HistoryService history, JdbcClient jdbc) {
        this.history = history;
        this.jdbc = jdbc;
    }

    private record Left(long processes, @Nullable LocalDateTime since) {}

    /** The engine's job with what it has left behind; empty when it keeps up. */
    Optional<Incident> late() {
        Instant limit = ClockUtil.getCurrentTime().toInstant().minus(PATIENCE);
        // The engine writes times without a zone, in its own.
        Left left = jdbc.sql(
                        """
                        select count(*) as processes, min(removal_time_) as since from camunda.act_hi_procinst
                         where removal_time_ < :limit
                        """)
                .param("limit", LocalDateTime.ofInstant(limit, ZoneId.systemDefault()))
                .query(Left.class)
                .single();
        LocalDateTime since = left.since();
        if (since == null) {
            return Optional.empty();
        }
        return jobs().stream()
                .findFirst()
                .map(job -> new Incident(
                        UUID.fromString(job.getId()),
                        Incident.Kind.CLEANUP_LATE,
                        null,
                        null,
                        null,
                        left.processes() + " finished processes should have been forgotten",
                        since.atZone(ZoneId.systemDefault()).toInstant(),
                        job.getRetries(),
                        job.getDuedate() == null ? null : job.getDuedate().toInstant()));
    }

    boolean isJob(String id) {
        return jobs().stream().anyMatch(job -> job.getId().equals(id));
    }

    /** Also outside its window. */
    void runNow() {
        history.cleanUpHistoryAsync(true);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void watch() {
        late().ifPresent(incident ->
                LOG.error("the engine's history is not cleaned since {}: {}", incident.since(), incident.cause()));
    }

    private List<Job> jobs() {
        return history.findHistoryCleanupJobs();
    }
}
