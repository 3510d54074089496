package org.coursewarecommons.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.OncePerTransaction;
import org.coursewarecommons.shared.WrittenTogether;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of submissions and of their timelines. */
@Repository
class Submissions {

    private static final String COLUMNS =
            """
            id, resource_id, version_id, version_number, version_kind, owner_id, school_id, target_level,
                   collective_ids, level, state, phase, round, outcome, composite, note, rubrics::text as rubrics, author_due,
                   created_at, updated_at
            """;

    private static final String SELECT = "select " + COLUMNS + " from review.submission ";

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final DomainClock clock;
    private final OncePerTransaction<UUID, Optional<Submission>> seen = new OncePerTransaction<>();
    /** Rows that nobody else can change before the transaction ends: what was read of them is true. */
    private final OncePerTransaction<UUID, Boolean> held = new OncePerTransaction<>();

    private final WrittenTogether<Told> told = new WrittenTogether<>(this::write);

    private record Told(UUID id, UUID submissionId, String at, int round, String event, @Nullable String detail) {}

    Submissions(JdbcClient jdbc, ObjectMapper mapper, DomainClock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** One line of what happened. */
    record Entry(Instant at, int round, String event, @Nullable String detail) {}

    void insert(Submission submission, String processKey) {
        keep(
                submission.id(),
                jdbc.sql(
                                """
                        insert into review.submission (id, resource_id, version_id, version_number, version_kind,
                            owner_id, school_id, target_level, collective_ids, level, state, phase, promised_by, note,
                            rubrics, process_key, created_at, updated_at)
                        values (:id, :resourceId, :versionId, :number, :kind,
                            :ownerId, :schoolId, :target, :collectiveIds, :level, 'SUBMITTED', :phase, :ownerId, :note,
                            cast(:rubrics as jsonb), :processKey, :now, :now)
                        returning
                        """
                                        + COLUMNS)
                        .param("id", submission.id())
                        .param("resourceId", submission.resourceId())
                        .param("versionId", submission.versionId())
                        .param("number", submission.versionNumber())
                        .param("kind", submission.versionKind())
                        .param("ownerId", submission.ownerId())
                        .param("schoolId", submission.schoolId())
                        .param("target", submission.target().level().name())
                        .param("level", submission.level().name())
                        .param(
                                "collectiveIds",
                                submission.target().collectiveIds().toArray(UUID[]::new))
                        .param("phase", submission.phase())
                        .param("note", submission.note())
                        .param("rubrics", json(submission.rubrics()))
                        .param("processKey", processKey)
                        .param("now", submission.createdAt().atOffset(ZoneOffset.UTC)));
    }

    Optional<Submission> find(UUID id) {
        return seen.get(id, () -> jdbc.sql(SELECT + " where id = :id")
                .param("id", id)
                .query((row, number) -> submission(row))
                .optional());
    }

    Submission get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no submission " + id));
    }

    /** Holds the row until the transaction ends; score sheets may still come in beside it. */
    Optional<Submission> lock(UUID id) {
        return held.get(id, () -> false) ? find(id) : lockNow(id);
    }

    private Optional<Submission> lockNow(UUID id) {
        Optional<Submission> locked = jdbc.sql(SELECT + " where id = :id for no key update")
                .param("id", id)
                .query((row, number) -> submission(row))
                .optional();
        seen.put(id, locked);
        held.put(id, true);
        return locked;
    }

    Optional<Submission> openOf(UUID versionId) {
        return jdbc.sql(SELECT + " where version_id = :versionId and state in ('SUBMITTED', 'REVISION_REQUESTED')")
                .param("versionId", versionId)
                .query((row, number) -> submission(row))
                .optional();
    }

    List<Submission> ofVersion(UUID versionId) {
        return jdbc.sql(SELECT + " where version_id = :versionId order by id")
                .param("versionId", versionId)
                .query((row, number) -> submission(row))
                .list();
    }

    /** Missing ids are left out. */
    List<Submission> byIds(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + " where id in (:ids)")
                .param("ids", Set.copyOf(ids))
                .query((row, number) -> submission(row))
                .list();
    }

    /** Those by which one of these versions was published. */
    List<Submission> publishedVersions(List<UUID> versionIds) {
        if (versionIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + " where state = 'PUBLISHED' and version_id in (:ids)")
                .param("ids", versionIds)
                .query((row, number) -> submission(row))
                .list();
    }

    /** Every submission that is under review. */
    List<Submission> open() {
        return jdbc.sql(SELECT + " where state = 'SUBMITTED' order by id")
                .query((row, number) -> submission(row))
                .list();
    }

    void move(UUID id, Submission.State state, @Nullable String phase) {
        keep(
                id,
                jdbc.sql(
                                "update review.submission set state = :state, phase = :phase, updated_at = :now where id = :id returning "
                                        + COLUMNS)
                        .param("state", state.name())
                        .param("phase", phase)
                        .param("now", now())
                        .param("id", id));
    }

    void note(UUID id, String note) {
        keep(
                id,
                jdbc.sql("update review.submission set note = :note, updated_at = :now where id = :id returning "
                                + COLUMNS)
                        .param("note", note)
                        .param("now", now())
                        .param("id", id));
    }

    /** A new round: what the one before came to is history. */
    void startRound(UUID id, int round, String phase) {
        keep(
                id,
                jdbc.sql(
                                """
                        update review.submission
                           set round = :round, phase = :phase, outcome = null, composite = null, author_due = null,
                               updated_at = :now
                         where id = :id
                         returning
                        """
                                        + COLUMNS)
                        .param("round", round)
                        .param("phase", phase)
                        .param("now", now())
                        .param("id", id));
    }

    void enter(UUID id, Level level) {
        keep(
                id,
                jdbc.sql(
                                "update review.submission set level = :level, phase = :level, updated_at = :now where id = :id returning "
                                        + COLUMNS)
                        .param("level", level.name())
                        .param("now", now())
                        .param("id", id));
    }

    /** What a statement has just written, so that nobody need read it. */
    private void keep(UUID id, JdbcClient.StatementSpec writing) {
        seen.put(id, writing.query((row, number) -> submission(row)).optional());
        held.put(id, true);
    }

    boolean promised(UUID id) {
        return jdbc.sql("select promised_by is not null from review.submission where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void decided(UUID id, String outcome, BigDecimal composite, @Nullable Instant authorDue) {
        keep(
                id,
                jdbc.sql(
                                """
                        update review.submission
                           set outcome = :outcome, composite = :composite, author_due = :authorDue, updated_at = :now
                         where id = :id
                         returning
                        """
                                        + COLUMNS)
                        .param("outcome", outcome)
                        .param("composite", composite)
                        .param("authorDue", authorDue == null ? null : authorDue.atOffset(ZoneOffset.UTC))
                        .param("now", now())
                        .param("id", id));
    }

    /** Where it stood, and what was decided, in the system it comes from. */
    void takenOver(UUID id, Submission.State state, int round, @Nullable String outcome, @Nullable Instant authorDue) {
        keep(
                id,
                jdbc.sql(
                                """
                        update review.submission
                           set state = :state, phase = null, round = :round, outcome = :outcome, author_due = :authorDue,
                               updated_at = :now
                         where id = :id
                         returning
                        """
                                        + COLUMNS)
                        .param("state", state.name())
                        .param("round", round)
                        .param("outcome", outcome)
                        .param("authorDue", authorDue == null ? null : authorDue.atOffset(ZoneOffset.UTC))
                        .param("now", now())
                        .param("id", id));
    }

    void tell(UUID id, int round, String event, @Nullable String detail) {
        told.add(new Told(Ids.next(), id, clock.now().toString(), round, event, detail));
    }

    private void write(List<Told> all) {
        jdbc.sql(
                        """
                        insert into review.timeline (id, submission_id, at, round, event, detail)
                        select t.id, t.submission_id, cast(t.at as timestamptz), t.round, t.event, t.detail
                          from unnest(cast(:ids as uuid[]), cast(:submissionIds as uuid[]), cast(:ats as text[]),
                                      cast(:rounds as int[]), cast(:events as text[]), cast(:details as text[]))
                               as t (id, submission_id, at, round, event, detail)
                        """)
                .param("ids", all.stream().map(Told::id).toArray(UUID[]::new))
                .param("submissionIds", all.stream().map(Told::submissionId).toArray(UUID[]::new))
                .param("ats", all.stream().map(Told::at).toArray(String[]::new))
                .param("rounds", all.stream().map(Told::round).toArray(Integer[]::new))
                .param("events", all.stream().map(Told::event).toArray(String[]::new))
                .param("details", all.stream().map(Told::detail).toArray(String[]::new))
                .update();
    }

    List<Entry> timeline(UUID id) {
        told.write();
        return jdbc.sql("select at, round, event, detail from review.timeline where submission_id = :id order by id")
                .param("id", id)
                .query((row, number) -> new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getInt("round"),
                        row.getString("event"),
                        row.getString("detail")))
                .list();
    }

    private Submission submission(ResultSet row) throws SQLException {
        OffsetDateTime authorDue = row.getObject("author_due", OffsetDateTime.class);
        return new Submission(
                row.getObject("id", UUID.class),
                row.getObject("resource_id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getString("version_number"),
                row.getString("version_kind"),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                new TargetScope(TargetScope.Level.valueOf(row.getString("target_level")), List.of((UUID[])
                        row.getArray("collective_ids").getArray())),
                Level.valueOf(row.getString("level")),
                Submission.State.valueOf(row.getString("state")),
                row.getString("phase"),
                row.getInt("round"),
                row.getString("outcome"),
                row.getBigDecimal("composite"),
                row.getString("note"),
                read(row.getString("rubrics"), new TypeReference<>() {}),
                authorDue == null ? null : authorDue.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
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
            throw new IllegalStateException("a stored submission can't be read", broken);
        }
    }
}
