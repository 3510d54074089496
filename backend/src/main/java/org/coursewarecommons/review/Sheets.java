package org.coursewarecommons.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of score sheets and vetoes. */
@Repository
class Sheets {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    Sheets(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** @param due of its task; null when it had none @param third it settles a disagreement of two others */
    void insert(ScoreSheet sheet, String role, @Nullable Instant due, boolean third) {
        jdbc.sql(
                        """
                        insert into review.score_sheet (task_id, submission_id, round, role, reviewer_id, form,
                            rubric_version, scores, not_applicable, form_score, passed, critical_failed, remarks,
                            comment, decided_at, level, based_on_task_id, files_digest, due, third)
                        values (:taskId, :submissionId, :round, :role, :reviewerId, :form,
                            :rubricVersion, cast(:scores as jsonb), :notApplicable, :formScore, :passed,
                            :criticalFailed, cast(:remarks as jsonb), :comment, :decidedAt, :level, :basedOn,
                            :filesDigest, :due, :third)
                        """)
                .param("taskId", sheet.taskId())
                .param("submissionId", sheet.submissionId())
                .param("round", sheet.round())
                .param("role", role)
                .param("reviewerId", sheet.reviewerId())
                .param("form", sheet.form())
                .param("rubricVersion", sheet.rubricVersion())
                .param("scores", json(sheet.scores()))
                .param("notApplicable", sheet.notApplicable().toArray(String[]::new))
                .param("formScore", sheet.formScore())
                .param("passed", sheet.passed())
                .param("criticalFailed", sheet.criticalFailed())
                .param("remarks", json(sheet.remarks()))
                .param("comment", sheet.comment())
                .param("level", sheet.level().name())
                .param("basedOn", sheet.basedOnTaskId())
                .param("filesDigest", sheet.filesDigest())
                .param("due", due == null ? null : due.atOffset(ZoneOffset.UTC))
                .param("third", third)
                .param("decidedAt", sheet.decidedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** In the order in which they came in. */
    List<ScoreSheet> of(UUID submissionId) {
        return jdbc.sql(
                        """
                        select task_id, submission_id, round, reviewer_id, form, rubric_version,
                               scores::text as scores, not_applicable, form_score, passed, critical_failed,
                               remarks::text as remarks, comment, decided_at, level, based_on_task_id,
                               files_digest
                          from review.score_sheet where submission_id = :id order by decided_at, task_id
                        """)
                .param("id", submissionId)
                .query((row, number) -> sheet(row))
                .list();
    }

    void raise(UUID submissionId, int round, Level level, UUID taskId, UUID personId, Decision.Veto veto) {
        jdbc.sql(
                        """
                        insert into review.veto (id, submission_id, round, level, task_id, code, place, reason, raised_by)
                        values (:id, :submissionId, :round, :level, :taskId, :code, :place, :reason, :raisedBy)
                        """)
                .param("id", Ids.next())
                .param("submissionId", submissionId)
                .param("round", round)
                .param("level", level.name())
                .param("taskId", taskId)
                .param("code", veto.code())
                .param("place", veto.place())
                .param("reason", veto.reason())
                .param("raisedBy", personId)
                .update();
    }

    List<RaisedVeto> vetoes(UUID submissionId) {
        return jdbc.sql(
                        """
                        select v.id, v.round, v.level, v.task_id, v.code, r.kind, v.place, v.reason, v.raised_by, v.confirmed
                          from review.veto v join review.veto_rule r on r.code = v.code
                         where v.submission_id = :id order by v.id
                        """)
                .param("id", submissionId)
                .query((row, number) -> new RaisedVeto(
                        row.getObject("id", UUID.class),
                        row.getInt("round"),
                        Level.valueOf(row.getString("level")),
                        row.getObject("task_id", UUID.class),
                        row.getString("code"),
                        VetoRule.Kind.valueOf(row.getString("kind")),
                        row.getString("place"),
                        row.getString("reason"),
                        row.getObject("raised_by", UUID.class),
                        row.getObject("confirmed", Boolean.class)))
                .list();
    }

    /** Of the submission's present level and round. */
    List<RaisedVeto> vetoes(Submission submission) {
        return vetoes(submission.id()).stream()
                .filter(veto -> veto.round() == submission.round() && veto.level() == submission.level())
                .toList();
    }

    private ScoreSheet sheet(ResultSet row) throws SQLException {
        return new ScoreSheet(
                row.getObject("task_id", UUID.class),
                row.getObject("submission_id", UUID.class),
                row.getInt("round"),
                Level.valueOf(row.getString("level")),
                row.getObject("reviewer_id", UUID.class),
                row.getString("form"),
                row.getInt("rubric_version"),
                read(row.getString("scores"), new TypeReference<>() {}),
                List.of((String[]) row.getArray("not_applicable").getArray()),
                row.getBigDecimal("form_score"),
                row.getBoolean("passed"),
                row.getBoolean("critical_failed"),
                read(row.getString("remarks"), new TypeReference<>() {}),
                row.getString("comment"),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getObject("based_on_task_id", UUID.class),
                row.getString("files_digest"));
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored score sheet can't be read", broken);
        }
    }
}
