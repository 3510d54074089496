package org.coursewarecommons.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of appointments, past ones too. */
@Repository
class Appointments {

    private static final String SELECT =
            """
            select a.*, p.code as person_code, p.name as person_name, b.code as by_code, b.name as by_name,
                   s.code as suspender_code, s.name as suspender_name,
                   a.valid_from <= :today and (a.valid_until is null or :today < a.valid_until)
                       and a.suspended_at is null as active
            """;

    private static final String FROM =
            """
              from organisation.appointment a
              join organisation.person p on p.id = a.person_id
              left join organisation.person b on b.id = a.appointed_by
              left join organisation.person s on s.id = a.suspended_by
            """;

    private static final String FILTER =
            """
             where (cast(:role as text) is null or a.role = :role)
               and (cast(:personId as uuid) is null or a.person_id = :personId)
               and (cast(:subject as text) is null or cardinality(a.subjects) = 0 or :subject = any(a.subjects))
               and (cast(:q as text) is null or strpos(p.name, :q) > 0 or strpos(p.code, :q) > 0)
               and (not :activeOnly
                    or a.valid_from <= :today and (a.valid_until is null or :today < a.valid_until))
            """;

    private final JdbcClient jdbc;
    private final Today today;
    private final DomainClock clock;

    Appointments(JdbcClient jdbc, Today today, DomainClock clock) {
        this.jdbc = jdbc;
        this.today = today;
        this.clock = clock;
    }

    /** With the revision for the entity tag. */
    record Versioned(AppointmentBody body, long revision) {}

    /** What a list is narrowed to. */
    record Filter(
            @Nullable Role role,
            @Nullable UUID personId,
            @Nullable String subject,
            @Nullable String q,
            boolean activeOnly) {}

    Page<AppointmentBody> page(Filter filter, PageRequest page) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("role", filter.role() == null ? null : filter.role().name());
        values.put("personId", filter.personId());
        values.put("subject", filter.subject());
        values.put("q", filter.q());
        values.put("activeOnly", filter.activeOnly());
        values.put("today", today.date());
        CodeCursor cursor = CodeCursor.of(page);
        List<AppointmentBody> rows = jdbc.sql(
                        SELECT
                                + FROM
                                + FILTER
                                + """
                           and (cast(:afterCode as text) is null
                                or (p.code, a.id) > (cast(:afterCode as text) collate "C", cast(:afterId as uuid)))
                         order by p.code, a.id limit :rows
                        """)
                .params(values)
                .params(cursor.params())
                .query((row, i) -> read(row).body())
                .list();
        long total = jdbc.sql("select count(*)" + FROM + FILTER)
                .params(values)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, body -> CodeCursor.key(body.person().code(), body.id()));
    }

    Optional<Versioned> find(UUID id) {
        return jdbc.sql(SELECT + FROM + " where a.id = :id")
                .param("id", id)
                .param("today", today.date())
                .query((row, i) -> read(row))
                .optional();
    }

    /** Holds the row until the transaction ends. */
    Optional<Versioned> lock(UUID id) {
        return jdbc.sql(SELECT + FROM + " where a.id = :id for update of a")
                .param("id", id)
                .param("today", today.date())
                .query((row, i) -> read(row))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when there is the same already */
    UUID insert(AppointmentBody.New body, LocalDate from, UUID byId) {
        UUID id = Ids.next();
        jdbc.sql(
                        """
                        insert into organisation.appointment (id, person_id, role, organisation_id, subjects, stages,
                            formats, capacity, valid_from, valid_until, appointed_by, appointed_at)
                        values (:id, :personId, :role, :organisationId, :subjects, :stages,
                            :formats, :capacity, :from, :until, :byId, :now)
                        """)
                .param("id", id)
                .param("personId", body.personId())
                .param("role", body.role().name())
                .param("organisationId", body.organisationId())
                .param("subjects", array(body.subjects()))
                .param("stages", array(body.stages()))
                .param("formats", array(body.formats()))
                .param("capacity", body.capacity() == null ? Appointment.MOST_TASKS : body.capacity())
                .param("from", from)
                .param("until", body.until())
                .param("byId", byId)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    void update(UUID id, AppointmentBody.Edit edit) {
        jdbc.sql(
                        """
                        update organisation.appointment
                           set subjects = :subjects, stages = :stages, formats = :formats, capacity = :capacity,
                               valid_until = :until, revision = revision + 1
                         where id = :id
                        """)
                .param("subjects", array(edit.subjects()))
                .param("stages", array(edit.stages()))
                .param("formats", array(edit.formats()))
                .param("capacity", edit.capacity())
                .param("until", edit.until())
                .param("id", id)
                .update();
    }

    void end(UUID id, LocalDate until, String reason, UUID byId) {
        jdbc.sql(
                        """
                        update organisation.appointment
                           set valid_until = :until, end_reason = :reason, ended_by = :byId, revision = revision + 1
                         where id = :id
                        """)
                .param("until", until)
                .param("reason", reason)
                .param("byId", byId)
                .param("id", id)
                .update();
    }

    void suspend(UUID id, String reason, UUID byId) {
        jdbc.sql(
                        """
                        update organisation.appointment
                           set suspended_at = :now, suspended_by = :byId, suspension_reason = :reason,
                               revision = revision + 1
                         where id = :id
                        """)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("byId", byId)
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void reinstate(UUID id) {
        jdbc.sql(
                        """
                        update organisation.appointment
                           set suspended_at = null, suspended_by = null, suspension_reason = null, revision = revision + 1
                         where id = :id
                        """)
                .param("id", id)
                .update();
    }

    private static Versioned read(ResultSet row) throws SQLException {
        UUID byId = row.getObject("appointed_by", UUID.class);
        OffsetDateTime at = row.getObject("appointed_at", OffsetDateTime.class);
        AppointmentBody body = new AppointmentBody(
                row.getObject("id", UUID.class),
                new AppointmentBody.Person(
                        row.getObject("person_id", UUID.class),
                        row.getString("person_code"),
                        row.getString("person_name")),
                Role.valueOf(row.getString("role")),
                row.getObject("organisation_id", UUID.class),
                list(row, "subjects"),
                list(row, "stages"),
                list(row, "formats"),
                row.getInt("capacity"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getBoolean("active"),
                byId == null
                        ? null
                        : new AppointmentBody.Person(byId, row.getString("by_code"), row.getString("by_name")),
                at == null ? null : at.toInstant(),
                row.getString("end_reason"),
                suspension(row));
        return new Versioned(body, row.getLong("revision"));
    }

    private static AppointmentBody.@Nullable Suspension suspension(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("suspended_at", OffsetDateTime.class);
        UUID byId = row.getObject("suspended_by", UUID.class);
        return at == null
                ? null
                : new AppointmentBody.Suspension(
                        at.toInstant(),
                        byId == null
                                ? null
                                : new AppointmentBody.Person(
                                        byId, row.getString("suspender_code"), row.getString("suspender_name")),
                        row.getString("suspension_reason"));
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static String[] array(@Nullable List<String> codes) {
        return codes == null
                ? new String[0]
                : codes.stream().distinct().sorted().toArray(String[]::new);
    }
}
