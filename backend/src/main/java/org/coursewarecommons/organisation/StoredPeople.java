package org.coursewarecommons.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.identity.spi.PersonDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Persons, clients and appointments; asked on every request, so each question is one indexed query. */
@Repository
class StoredPeople implements People, PersonDirectory {

    private static final String AWAY =
            """
            select person_id, stand_in_id, valid_until as until from organisation.leave
             where valid_from <= :today and :today < valid_until
            """;

    private final JdbcClient jdbc;
    private final Today today;
    private final CallerMemberships memberships;

    StoredPeople(JdbcClient jdbc, Today today, CallerMemberships memberships) {
        this.jdbc = jdbc;
        this.today = today;
        this.memberships = memberships;
    }

    @Override
    public Map<UUID, PersonSummary> byIds(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select id, code, name, school_id from organisation.person where id in (:ids)")
                .param("ids", Set.copyOf(ids))
                .query(PersonSummary.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(PersonSummary::id, Function.identity()));
    }

    @Override
    public Map<String, PersonSummary> byCodes(Collection<String> codes) {
        return jdbc
                .sql("select id, code, name, school_id from organisation.person where code = any(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(PersonSummary.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(PersonSummary::code, Function.identity()));
    }

    @Override
    public List<Appointment> appointments(UUID personId) {
        return jdbc.sql(
                        """
                        select role, organisation_id, subjects, stages, formats, capacity from organisation.appointment
                         where person_id = :id
                           and valid_from <= :today and (valid_until is null or :today < valid_until)
                           and suspended_at is null
                         order by id
                        """)
                .param("id", personId)
                .param("today", today.date())
                .query((row, i) -> appointment(row))
                .list();
    }

    @Override
    public List<Appointee> appointed(Role role) {
        return jdbc.sql(
                        """
                        select a.role, a.organisation_id, a.subjects, a.stages, a.formats, a.capacity,
                               p.id, p.name, p.school_id, u.area
                          from organisation.appointment a
                          join organisation.person p on p.id = a.person_id
                          left join organisation.unit u on u.id = p.school_id
                         where a.role = :role
                           and a.valid_from <= :today and (a.valid_until is null or :today < a.valid_until)
                           and a.suspended_at is null
                         order by p.id, a.id
                        """)
                .param("role", role.name())
                .param("today", today.date())
                .query((row, i) -> new Appointee(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("school_id", UUID.class),
                        row.getString("area"),
                        appointment(row)))
                .list();
    }

    @Override
    public Optional<Absence> absence(UUID personId) {
        return jdbc.sql(AWAY + " and person_id = :id order by valid_until desc limit 1")
                .param("today", today.date())
                .param("id", personId)
                .query(Absence.class)
                .optional();
    }

    @Override
    public List<Absence> absences() {
        return jdbc.sql(AWAY + " order by person_id, valid_until desc")
                .param("today", today.date())
                .query(Absence.class)
                .list();
    }

    /** A client comes first: whoever is registered as a school's system never acts as a person. */
    @Override
    public Optional<Known> find(String issuer, String subject) {
        return jdbc.sql(
                        """
                        select k.*, array(select m.collective_id from organisation.membership m
                                           where m.school_id = k.school_id
                                             and m.valid_from <= :today
                                             and (m.valid_until is null or :today < m.valid_until)) as collectives
                          from (select true as client, id, name, school_id, '{}'::text[] as roles
                                  from organisation.api_client where issuer = :issuer and client_id = :subject
                                union all
                                select false, p.id, p.name, p.school_id,
                                       array(select distinct a.role from organisation.appointment a
                                              where a.person_id = p.id
                                                and a.valid_from <= :today
                                                and (a.valid_until is null or :today < a.valid_until)
                                                and a.suspended_at is null)
                                  from organisation.person p where p.issuer = :issuer and p.subject = :subject
                                 order by client desc limit 1) k
                        """)
                .param("issuer", issuer)
                .param("subject", subject)
                .param("today", today.date())
                .query((row, i) -> known(row))
                .optional();
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        return new Appointment(
                Role.valueOf(row.getString("role")),
                row.getObject("organisation_id", UUID.class),
                texts(row, "subjects"),
                texts(row, "stages"),
                texts(row, "formats"),
                row.getInt("capacity"));
    }

    private Known known(ResultSet row) throws SQLException {
        boolean client = row.getBoolean("client");
        UUID schoolId = row.getObject("school_id", UUID.class);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        texts(row, "roles").forEach(role -> roles.add(Role.valueOf(role)));
        if (!client && schoolId != null) {
            roles.add(Role.CONTRIBUTOR);
        }
        if (schoolId != null) {
            memberships.keep(
                    schoolId, Set.of((UUID[]) row.getArray("collectives").getArray()));
        }
        return new Known(row.getObject("id", UUID.class), row.getString("name"), schoolId, roles, client);
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
    }
}
