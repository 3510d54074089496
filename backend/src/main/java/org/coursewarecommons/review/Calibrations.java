package org.coursewarecommons.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of calibrations and of the sheets that reviewers fill for them. */
@Repository
class Calibrations {

    private static final String SELECT =
            """
            select c.id, c.month, c.resource_id, c.version_id, c.title, c.form, c.rubric_version,
                   c.scores::text as scores, c.not_applicable, c.reference_score, c.reason, c.due, c.created_by,
                   c.created_at, c.closed_at
              from review.calibration c
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;

    Calibrations(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** @param formScore 0–100; null until the reviewer answered */
    record Sheet(
            UUID id,
            UUID calibrationId,
            UUID reviewerId,
            @Nullable BigDecimal formScore,
            @Nullable Instant decidedAt,
            @Nullable Decision decision) {}

    /** @throws org.springframework.dao.DuplicateKeyException when the same version is open for the form already */
    void insert(Calibration it) {
        jdbc.sql(
                        """
                        insert into review.calibration (id, month, resource_id, version_id, title, form, rubric_version,
                            scores, not_applicable, reference_score, reason, due, created_by, created_at)
                        values (:id, :month, :resourceId, :versionId, :title, :form, :rubricVersion,
                            cast(:scores as jsonb), :notApplicable, :referenceScore, :reason, :due, :createdBy, :createdAt)
                        """)
                .param("id", it.id())
                .param("month", it.month())
                .param("resourceId", it.resourceId())
                .param("versionId", it.versionId())
                .param("title", it.title())
                .param("form", it.form())
                .param("rubricVersion", it.rubricVersion())
                .param("scores", json(it.scores()))
                .param("notApplicable", it.notApplicable().toArray(String[]::new))
                .param("referenceScore", it.referenceScore())
                .param("reason", it.reason())
                .param("due", it.due().atOffset(ZoneOffset.UTC))
                .param("createdBy", it.createdBy())
                .param("createdAt", it.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void ask(UUID sheetId, UUID calibrationId, UUID reviewerId) {
        jdbc.sql(
                        """
                        insert into review.calibration_sheet (id, calibration_id, reviewer_id)
                        values (:id, :calibrationId, :reviewerId)
                        """)
                .param("id", sheetId)
                .param("calibrationId", calibrationId)
                .param("reviewerId", reviewerId)
                .update();
    }

    void answer(UUID sheetId, Decision decision, BigDecimal formScore) {
        jdbc.sql(
                        """
                        update review.calibration_sheet
                           set sheet = cast(:sheet as jsonb), form_score = :formScore, decided_at = :now
                         where id = :id
                        """)
                .param("sheet", json(decision))
                .param("formScore", formScore)
                .param("now", now())
                .param("id", sheetId)
                .update();
    }

    void close(UUID id, UUID byId) {
        jdbc.sql("update review.calibration set closed_at = :now, closed_by = :byId where id = :id")
                .param("now", now())
                .param("byId", byId)
                .param("id", id)
                .update();
    }

    Optional<Calibration> find(UUID id) {
        return jdbc.sql(SELECT + " where c.id = :id")
                .param("id", id)
                .query((row, number) -> calibration(row))
                .optional();
    }

    /** Holds the row until the transaction ends. */
    Optional<Calibration> lock(UUID id) {
        return jdbc.sql(SELECT + " where c.id = :id for update")
                .param("id", id)
                .query((row, number) -> calibration(row))
                .optional();
    }

    /** What a sheet is about. */
    Calibration ofSheet(UUID sheetId) {
        return jdbc.sql(SELECT + " join review.calibration_sheet s on s.calibration_id = c.id where s.id = :id")
                .param("id", sheetId)
                .query((row, number) -> calibration(row))
                .single();
    }

    /** Newest first. @param month its first day; null for all */
    List<Calibration> page(@Nullable LocalDate month, @Nullable String form, @Nullable UUID before, int rows) {
        return jdbc.sql(
                        SELECT
                                + """
                         where (cast(:month as date) is null or c.month = :month)
                           and (cast(:form as text) is null or c.form = :form)
                           and (cast(:before as uuid) is null or c.id < :before)
                         order by c.id desc limit :rows
                        """)
                .param("month", month)
                .param("form", form)
                .param("before", before)
                .param("rows", rows)
                .query((row, number) -> calibration(row))
                .list();
    }

    long count(@Nullable LocalDate month, @Nullable String form) {
        return jdbc.sql(
                        """
                        select count(*) from review.calibration c
                         where (cast(:month as date) is null or c.month = :month)
                           and (cast(:form as text) is null or c.form = :form)
                        """)
                .param("month", month)
                .param("form", form)
                .query(Long.class)
                .single();
    }

    /** In the order in which they were asked. */
    List<Sheet> sheets(List<UUID> calibrationIds) {
        if (calibrationIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select id, calibration_id, reviewer_id, form_score, decided_at, sheet::text as sheet
                          from review.calibration_sheet where calibration_id in (:ids) order by id
                        """)
                .param("ids", calibrationIds)
                .query((row, number) -> sheet(row))
                .list();
    }

    Sheet sheet(UUID id) {
        return jdbc.sql(
                        """
                        select id, calibration_id, reviewer_id, form_score, decided_at, sheet::text as sheet
                          from review.calibration_sheet where id = :id
                        """)
                .param("id", id)
                .query((row, number) -> sheet(row))
                .single();
    }

    /** Whether the person is asked to score the version and has not done so yet. */
    boolean isAsked(UUID personId, UUID versionId) {
        return jdbc.sql(
                        """
                        select exists (select 1 from review.calibration_sheet s
                                         join review.calibration c on c.id = s.calibration_id
                                        where s.reviewer_id = :personId and s.decided_at is null
                                          and c.version_id = :versionId and c.closed_at is null)
                        """)
                .param("personId", personId)
                .param("versionId", versionId)
                .query(Boolean.class)
                .single();
    }

    private Calibration calibration(ResultSet row) throws SQLException {
        OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new Calibration(
                row.getObject("id", UUID.class),
                row.getObject("month", LocalDate.class),
                row.getObject("resource_id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getString("title"),
                row.getString("form"),
                row.getInt("rubric_version"),
                read(row.getString("scores"), new TypeReference<>() {}),
                List.of((String[]) row.getArray("not_applicable").getArray()),
                row.getBigDecimal("reference_score"),
                row.getString("reason"),
                row.getObject("due", OffsetDateTime.class).toInstant(),
                row.getObject("created_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                closedAt == null ? null : closedAt.toInstant());
    }

    private Sheet sheet(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        String sheet = row.getString("sheet");
        return new Sheet(
                row.getObject("id", UUID.class),
                row.getObject("calibration_id", UUID.class),
                row.getObject("reviewer_id", UUID.class),
                row.getBigDecimal("form_score"),
                decidedAt == null ? null : decidedAt.toInstant(),
                sheet == null ? null : read(sheet, new TypeReference<Decision>() {}));
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
            throw new IllegalStateException("a stored calibration can't be read", broken);
        }
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
