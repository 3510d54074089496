package org.coursewarecommons.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the doors show: units, members and pairings, page by page. */
@Repository
class UnitLists {

    private static final String COLUMNS =
            """
            select id, kind, code, name, parent_id, area, revision, properties ->> 'type' as type,
                   cast(properties ->> 'students' as integer) as students,
                   cast(properties ->> 'teachers' as integer) as teachers,
                   cast(properties ->> 'pilot' as boolean) as pilot,
                   properties ->> 'tier' as tier, properties ->> 'grade' as grade, valid_until
              from organisation.unit
            """;

    private static final String UNIT_FILTER =
            """
             where (cast(:kind as text) is null or kind = :kind)
               and (cast(:q as text) is null or strpos(lower(name), lower(:q)) > 0 or strpos(lower(code), lower(:q)) > 0)
            """;

    /** Those who joined by a membership, and those whose place in the district it is. */
    private static final String MEMBERS =
            """
            select u.id, u.kind, u.code, u.name, u.area, m.role, m.valid_from, m.valid_until
              from organisation.membership m join organisation.unit u on u.id = m.school_id
             where m.collective_id = :id
               and m.valid_from <= :today and (m.valid_until is null or :today < m.valid_until)
            union all
            select u.id, u.kind, u.code, u.name, u.area, 'MEMBER', null, u.valid_until
              from organisation.unit u
             where u.parent_id = :id and (u.valid_until is null or :today < u.valid_until)
            """;

    private static final String PAIRING_COLUMNS =
            """
            select p.*, l.code as lead_code, l.name as lead_name, a.code as aided_code, a.name as aided_name,
                   p.valid_from <= :today and (p.valid_until is null or :today < p.valid_until) as active
            """;

    private static final String PAIRED =
            """
              from organisation.pairing p
              join organisation.unit l on l.id = p.lead_school_id
              join organisation.unit a on a.id = p.aided_school_id
            """;

    private static final String PAIRINGS = PAIRED
            + """
             where (:district or p.lead_school_id = :id or p.aided_school_id = :id or p.collective_id = :id
                    or l.parent_id = :id or a.parent_id = :id)
            """;

    private final JdbcClient jdbc;
    private final Today today;

    UnitLists(JdbcClient jdbc, Today today) {
        this.jdbc = jdbc;
        this.today = today;
    }

    /** A unit with the number that grows with each change of it. */
    record Versioned(UnitBody body, long revision) {}

    /** @throws ProblemException 404 when there is none */
    Versioned unit(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(UnitLists::unit)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    Page<UnitBody> units(OrganisationUnit.@Nullable Kind kind, @Nullable String q, PageRequest page) {
        String kindName = kind == null ? null : kind.name();
        CodeCursor cursor = CodeCursor.of(page);
        List<UnitBody> rows = jdbc.sql(COLUMNS + UNIT_FILTER + CodeCursor.AFTER)
                .param("kind", kindName)
                .param("q", q)
                .params(cursor.params())
                .query((row, i) -> unit(row, i).body())
                .list();
        long total = jdbc.sql("select count(*) from organisation.unit" + UNIT_FILTER)
                .param("kind", kindName)
                .param("q", q)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, unit -> CodeCursor.key(unit.code(), unit.id()));
    }

    /** @param on the day; today when null */
    Page<MemberBody> members(UUID id, @Nullable LocalDate on, PageRequest page) {
        LocalDate date = on == null ? today.date() : on;
        CodeCursor cursor = CodeCursor.of(page);
        List<MemberBody> rows = jdbc.sql("select * from (" + MEMBERS + ") as member where true" + CodeCursor.AFTER)
                .param("id", id)
                .param("today", date)
                .params(cursor.params())
                .query(UnitLists::member)
                .list();
        long total = jdbc.sql("select count(*) from (" + MEMBERS + ") as member")
                .param("id", id)
                .param("today", date)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, member -> CodeCursor.key(member.code(), member.id()));
    }

    Page<PairingBody> pairings(UnitBody unit, PageRequest page) {
        boolean district = unit.kind() == OrganisationUnit.Kind.DISTRICT;
        List<PairingBody> rows = jdbc.sql(PAIRING_COLUMNS
                        + PAIRINGS
                        + " and (cast(:after as uuid) is null or p.id > :after) order by p.id limit :limit")
                .param("id", unit.id())
                .param("district", district)
                .param("today", today.date())
                .param("after", CodeCursor.id(page, 0))
                .param("limit", page.limit() + 1)
                .query(UnitLists::pairing)
                .list();
        long total = jdbc.sql("select count(*)" + PAIRINGS)
                .param("id", unit.id())
                .param("district", district)
                .query(Long.class)
                .single();
        return Page.cut(rows, page, total, pairing -> List.of(pairing.id().toString()));
    }

    /** With the revision for the entity tag. @throws ProblemException 404 when there is none */
    VersionedPairing pairing(UUID id) {
        return jdbc.sql(PAIRING_COLUMNS + PAIRED + " where p.id = :id")
                .param("id", id)
                .param("today", today.date())
                .query((row, i) -> new VersionedPairing(pairing(row, i), row.getLong("revision")))
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** A pairing with the number that grows with each change of it. */
    record VersionedPairing(PairingBody body, long revision) {}

    /** What was, is and will be: of a collective's schools or of a school's collectives, latest first. */
    List<MembershipBody> memberships(UUID id) {
        return jdbc.sql(
                        """
                        select m.*, s.code as school_code, s.name as school_name, c.code, c.name
                          from organisation.membership m
                          join organisation.unit s on s.id = m.school_id
                          join organisation.unit c on c.id = m.collective_id
                         where m.collective_id = :id or m.school_id = :id
                         order by m.valid_from desc, s.code, c.code limit 500
                        """)
                .param("id", id)
                .query((row, i) -> new MembershipBody(
                        new PairingBody.School(
                                row.getObject("collective_id", UUID.class),
                                row.getString("code"),
                                row.getString("name")),
                        new PairingBody.School(
                                row.getObject("school_id", UUID.class),
                                row.getString("school_code"),
                                row.getString("school_name")),
                        row.getString("role"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        row.getString("end_reason")))
                .list();
    }

    /** Who answers for the unit today, by name of the role. */
    List<StewardBody> stewards(UUID id) {
        return jdbc.sql(
                        """
                        select a.id as appointment_id, a.role, p.id, p.code, p.name, a.valid_from, a.valid_until
                          from organisation.appointment a join organisation.person p on p.id = a.person_id
                         where a.organisation_id = :id
                           and a.role in ('DISTRICT_STEWARD', 'TOWN_COORDINATOR', 'COLLECTIVE_STEWARD', 'SCHOOL_ADMIN')
                           and a.valid_from <= :today and (a.valid_until is null or :today < a.valid_until)
                         order by a.role, p.code, a.id limit 500
                        """)
                .param("id", id)
                .param("today", today.date())
                .query((row, i) -> new StewardBody(
                        row.getObject("appointment_id", UUID.class),
                        Role.valueOf(row.getString("role")),
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("name"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class)))
                .list();
    }

    private static Versioned unit(ResultSet row, int i) throws SQLException {
        UnitBody body = new UnitBody(
                row.getObject("id", UUID.class),
                OrganisationUnit.Kind.valueOf(row.getString("kind")),
                row.getString("code"),
                row.getString("name"),
                row.getObject("parent_id", UUID.class),
                row.getString("area"),
                row.getString("type"),
                row.getObject("students", Integer.class),
                row.getObject("teachers", Integer.class),
                row.getObject("pilot", Boolean.class),
                row.getString("tier"),
                row.getString("grade"),
                row.getObject("valid_until", LocalDate.class));
        return new Versioned(body, row.getLong("revision"));
    }

    private static MemberBody member(ResultSet row, int i) throws SQLException {
        return new MemberBody(
                row.getObject("id", UUID.class),
                OrganisationUnit.Kind.valueOf(row.getString("kind")),
                row.getString("code"),
                row.getString("name"),
                row.getString("area"),
                row.getString("role"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class));
    }

    private static PairingBody pairing(ResultSet row, int i) throws SQLException {
        return new PairingBody(
                row.getObject("id", UUID.class),
                new PairingBody.School(
                        row.getObject("lead_school_id", UUID.class),
                        row.getString("lead_code"),
                        row.getString("lead_name")),
                new PairingBody.School(
                        row.getObject("aided_school_id", UUID.class),
                        row.getString("aided_code"),
                        row.getString("aided_name")),
                row.getObject("collective_id", UUID.class),
                row.getString("subject"),
                row.getString("mode"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getBoolean("active"));
    }
}
