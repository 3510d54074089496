package org.coursewarecommons.organisation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.coursewarecommons.shared.Ids;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the rows of the structure. Whoever changes a collective's members holds the collective's row meanwhile. */
@Repository
class StructureRows {

    private static final String PROPERTIES =
            """
            jsonb_strip_nulls(jsonb_build_object(
                'type', cast(:type as text), 'students', cast(:students as integer),
                'teachers', cast(:teachers as integer), 'pilot', cast(:pilot as boolean),
                'tier', cast(:tier as text), 'grade', cast(:grade as text)))
            """;

    private final JdbcClient jdbc;

    StructureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A membership that is open or ends after the day. */
    record Membership(String role, LocalDate from, @Nullable LocalDate until) {}

    /** Holds the unit's row until the transaction ends. @return its revision @throws ProblemException 404 */
    long lock(UUID unitId) {
        return jdbc.sql("select revision from organisation.unit where id = :id for update")
                .param("id", unitId)
                .query(Long.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    void grow(UUID unitId) {
        jdbc.sql("update organisation.unit set revision = revision + 1 where id = :id")
                .param("id", unitId)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the code is taken */
    UUID insert(OrganisationUnit.Kind kind, String code, @Nullable UUID parentId, StructureBodies.EditUnit unit) {
        UUID id = Ids.next();
        jdbc.sql("insert into organisation.unit (id, kind, code, name, parent_id, area, properties)"
                        + " values (:id, :kind, :code, :name, :parentId, :area, " + PROPERTIES + ")")
                .param("id", id)
                .param("kind", kind.name())
                .param("code", code)
                .params(values(unit, parentId))
                .update();
        return id;
    }

    /** @return whether anything is different now */
    boolean update(UUID id, StructureBodies.EditUnit unit) {
        return jdbc.sql(
                                """
                                update organisation.unit
                                   set name = :name, parent_id = :parentId, area = :area, revision = revision + 1,
                                       properties = properties - array['type', 'students', 'teachers', 'pilot', 'tier',
                                                                       'grade'] || %1$s
                                 where id = :id
                                   and (name, parent_id, area, properties) is distinct from
                                       (:name, :parentId, :area,
                                        properties - array['type', 'students', 'teachers', 'pilot', 'tier', 'grade']
                                        || %1$s)
                                """
                                        .formatted(PROPERTIES))
                        .param("id", id)
                        .params(values(unit, unit.parentId()))
                        .update()
                > 0;
    }

    /** The unit, its memberships and its pairings end. */
    void close(UUID id, LocalDate until, String reason) {
        jdbc.sql("update organisation.unit set valid_until = :until, revision = revision + 1 where id = :id")
                .param("id", id)
                .param("until", until)
                .update();
        jdbc.sql(
                        """
                        update organisation.membership
                           set valid_until = greatest(valid_from, :until), end_reason = :reason
                         where (collective_id = :id or school_id = :id) and (valid_until is null or valid_until > :until)
                        """)
                .param("id", id)
                .param("until", until)
                .param("reason", reason)
                .update();
        jdbc.sql(
                        """
                        update organisation.pairing
                           set valid_until = greatest(valid_from, :until), end_reason = :reason, revision = revision + 1
                         where (collective_id = :id or lead_school_id = :id or aided_school_id = :id)
                           and (valid_until is null or valid_until > :until)
                        """)
                .param("id", id)
                .param("until", until)
                .param("reason", reason)
                .update();
    }

    /** The school's part in the collective that is not over on the day; one of the future too. */
    Optional<Membership> membership(UUID collectiveId, UUID schoolId, LocalDate day) {
        return jdbc.sql(
                        """
                        select role, valid_from as "from", valid_until as until from organisation.membership
                         where collective_id = :collectiveId and school_id = :schoolId
                           and (valid_until is null or valid_until > :day)
                         order by valid_from limit 1
                        """)
                .param("collectiveId", collectiveId)
                .param("schoolId", schoolId)
                .param("day", day)
                .query(Membership.class)
                .optional();
    }

    /** The school that leads on the day. */
    Optional<UUID> lead(UUID collectiveId, LocalDate day) {
        return jdbc.sql(
                        """
                        select school_id from organisation.membership
                         where collective_id = :collectiveId and role = 'LEAD'
                           and (valid_until is null or valid_until > :day)
                         order by valid_from limit 1
                        """)
                .param("collectiveId", collectiveId)
                .param("day", day)
                .query(UUID.class)
                .optional();
    }

    /** Whoever left on the day on which they had come may come again on it: that row was never in force. */
    void join(UUID collectiveId, UUID schoolId, Membership membership, UUID byId) {
        jdbc.sql(
                        """
                        insert into organisation.membership
                               (collective_id, school_id, role, valid_from, valid_until, entered_by)
                        values (:collectiveId, :schoolId, :role, :from, :until, :byId)
                        on conflict (collective_id, school_id, valid_from) do update
                           set role = excluded.role, valid_until = excluded.valid_until,
                               entered_by = excluded.entered_by, end_reason = null
                        """)
                .param("collectiveId", collectiveId)
                .param("schoolId", schoolId)
                .param("role", membership.role())
                .param("from", membership.from())
                .param("until", membership.until())
                .param("byId", byId)
                .update();
    }

    void leave(UUID collectiveId, UUID schoolId, LocalDate from, LocalDate until, String reason) {
        jdbc.sql(
                        """
                        update organisation.membership set valid_until = :until, end_reason = :reason
                         where collective_id = :collectiveId and school_id = :schoolId and valid_from = :from
                        """)
                .param("collectiveId", collectiveId)
                .param("schoolId", schoolId)
                .param("from", from)
                .param("until", until)
                .param("reason", reason)
                .update();
    }

    private static Map<String, @Nullable Object> values(StructureBodies.EditUnit unit, @Nullable UUID parentId) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", unit.name());
        values.put("parentId", parentId);
        values.put("area", unit.area());
        values.put("type", unit.type());
        values.put("students", unit.students());
        values.put("teachers", unit.teachers());
        values.put("pilot", unit.pilot());
        values.put("tier", unit.tier());
        values.put("grade", unit.grade());
        return values;
    }
}
