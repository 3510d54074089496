package org.coursewarecommons.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.inspection.InspectionReport.Finding;
import org.coursewarecommons.inspection.worker.WorkerResult;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue of checks and their results: one row a file, for good. */
@Repository
class InspectionJobs {

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    InspectionJobs(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** @param attempts this one included */
    record Job(UUID fileId, String sha256, String name, @Nullable String declaredType, int attempts) {}

    void insert(UUID fileId, String sha256, String name, String declaredType) {
        jdbc.sql(
                        """
                        insert into inspection.job (file_id, sha256, name, declared_type, state, created_at)
                        values (:fileId, :sha256, :name, :declaredType, 'PENDING', :now)
                        on conflict (file_id) do nothing
                        """)
                .param("fileId", fileId)
                .param("sha256", sha256)
                .param("name", name)
                .param("declaredType", declaredType)
                .param("now", now())
                .update();
    }

    /** The oldest job that nobody works on, for the length of the lease. */
    Optional<Job> claim(Duration lease) {
        return jdbc.sql(
                        """
                        update inspection.job set claimed_until = :until, attempts = attempts + 1
                         where file_id = (select file_id from inspection.job
                                           where state = 'PENDING' and (claimed_until is null or claimed_until < :now)
                                           order by created_at
                                           limit 1
                                             for update skip locked)
                        returning file_id, sha256, name, declared_type, attempts
                        """)
                .param("now", now())
                .param("until", now().plus(lease))
                .query(Job.class)
                .optional();
    }

    /** Gives a job back. @param counted false when the file had no part in it and keeps its tries */
    void release(Job job, Duration after, boolean counted) {
        jdbc.sql(
                        """
                        update inspection.job set claimed_until = :until, attempts = attempts - :uncounted
                         where file_id = :fileId and state = 'PENDING' and attempts = :attempts
                        """)
                .param("fileId", job.fileId())
                .param("attempts", job.attempts())
                .param("until", now().plus(after))
                .param("uncounted", counted ? 0 : 1)
                .update();
    }

    /**
     * Gives a job back whose bytes cannot be had now, without a counted try, for longer each time.
     *
     * @return how often in a row this has happened
     */
    int defer(Job job, Duration first, Duration longest) {
        return jdbc.sql(
                        """
                        update inspection.job
                           set claimed_until = cast(:now as timestamptz)
                                   + make_interval(secs => least(:first * power(2, least(waits, 20)), :longest)),
                               attempts = attempts - 1, waits = waits + 1
                         where file_id = :fileId and state = 'PENDING' and attempts = :attempts
                        returning waits
                        """)
                .param("fileId", job.fileId())
                .param("attempts", job.attempts())
                .param("now", now())
                .param("first", first.toMillis() / 1000.0)
                .param("longest", longest.toMillis() / 1000.0)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Forgets a result, for the check to be made again. @return false when there is none */
    boolean restart(UUID fileId) {
        return jdbc.sql(
                                """
                        update inspection.job
                           set state = 'PENDING', findings = '[]', text = null, attempts = 0, waits = 0,
                               claimed_until = null, finished_at = null
                         where file_id = :fileId and state <> 'PENDING'
                        """)
                        .param("fileId", fileId)
                        .update()
                == 1;
    }

    /** @return false when the job has a result already */
    boolean finish(UUID fileId, WorkerResult result) {
        return jdbc.sql(
                                """
                        update inspection.job
                           set state = :state, media_type = :mediaType, findings = cast(:findings as jsonb),
                               text = :text, claimed_until = null, finished_at = :now
                         where file_id = :fileId and state = 'PENDING'
                        """)
                        .param("fileId", fileId)
                        .param("state", result.state().name())
                        .param("mediaType", result.mediaType())
                        .param("findings", write(result.findings()))
                        .param("text", result.text())
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Overrules what was found before. @return the files that had passed */
    List<UUID> condemn(String sha256, WorkerResult result) {
        return jdbc.sql(
                        """
                        update inspection.job
                           set state = :state, findings = cast(:findings as jsonb), text = null, finished_at = :now
                         where sha256 = :sha256 and state in ('PASSED', 'REVIEW')
                        returning file_id
                        """)
                .param("sha256", sha256)
                .param("state", result.state().name())
                .param("findings", write(result.findings()))
                .param("now", now())
                .query(UUID.class)
                .list();
    }

    Map<UUID, InspectionReport> reports(Collection<UUID> fileIds) {
        Map<UUID, InspectionReport> reports = new HashMap<>();
        jdbc.sql(
                        """
                        select file_id, state, media_type, findings from inspection.job
                         where file_id = any (:fileIds)
                        """)
                .param("fileIds", fileIds.toArray(UUID[]::new))
                .query((row, number) -> new InspectionReport(
                        row.getObject("file_id", UUID.class),
                        InspectionState.valueOf(row.getString("state")),
                        row.getString("media_type"),
                        read(row.getString("findings"))))
                .list()
                .forEach(report -> reports.put(report.fileId(), report));
        return reports;
    }

    /** Neither the text nor what it was compared by stays. */
    void forget(Collection<UUID> fileIds) {
        UUID[] ids = fileIds.toArray(UUID[]::new);
        jdbc.sql("update inspection.job set text = null where file_id = any(?)")
                .param(ids)
                .update();
        jdbc.sql("delete from inspection.signature where file_id = any(?)")
                .param(ids)
                .update();
    }

    Map<UUID, String> texts(Collection<UUID> fileIds) {
        Map<UUID, String> texts = new HashMap<>();
        jdbc.sql("select file_id, text from inspection.job where file_id = any (:fileIds) and text is not null")
                .param("fileIds", fileIds.toArray(UUID[]::new))
                .query(row -> {
                    texts.put(row.getObject("file_id", UUID.class), row.getString("text"));
                });
        return texts;
    }

    private String write(List<Finding> findings) {
        try {
            return mapper.writeValueAsString(findings);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Finding> read(String findings) {
        try {
            return mapper.readValue(findings, FINDINGS);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("findings of a file cannot be read", damaged);
        }
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
