package org.coursewarecommons.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredSchools implements Schools {

    private final JdbcClient jdbc;
    private final Today today;

    StoredSchools(JdbcClient jdbc, Today today) {
        this.jdbc = jdbc;
        this.today = today;
    }

    private record Lead(UUID collectiveId, UUID schoolId) {}

    @Override
    public List<School> all() {
        return jdbc.sql(
                        """
                        select u.id, u.code, u.name, u.area, t.id as town_id, t.name as town_name,
                               u.properties ->> 'type' as type, u.properties ->> 'tier' as tier,
                               coalesce(cast(u.properties ->> 'teachers' as integer), 0) as teachers,
                               array(select m.collective_id from organisation.membership m
                                      where m.school_id = u.id and m.valid_from <= :today
                                        and (m.valid_until is null or :today < m.valid_until)) as collectives
                          from organisation.unit u join organisation.unit t on t.id = u.parent_id
                         where u.kind = 'SCHOOL' order by u.code
                        """)
                .param("today", today.date())
                .query(StoredSchools::school)
                .list();
    }

    @Override
    public Map<UUID, OrganisationUnit> collectives() {
        return jdbc
                .sql(
                        """
                        select id, kind, code, name, parent_id, area from organisation.unit
                         where kind in ('GROUP', 'ALLIANCE')
                        """)
                .query(OrganisationUnit.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(OrganisationUnit::id, Function.identity()));
    }

    @Override
    public Map<UUID, UUID> leads() {
        return jdbc
                .sql(
                        """
                        select collective_id, school_id from organisation.membership
                         where role = 'LEAD' and valid_from <= :today and (valid_until is null or :today < valid_until)
                        """)
                .param("today", today.date())
                .query(Lead.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Lead::collectiveId, Lead::schoolId, (first, second) -> first));
    }

    @Override
    public List<Pairing> pairings(LocalDate from, LocalDate until) {
        return jdbc.sql(
                        """
                        select id, lead_school_id, aided_school_id, collective_id, subject,
                               valid_from as "from", valid_until as until
                          from organisation.pairing
                         where valid_from <= :until and (valid_until is null or :from < valid_until)
                         order by id
                        """)
                .param("from", from)
                .param("until", until)
                .query(Pairing.class)
                .list();
    }

    @Override
    public Map<UUID, Activity> activity(LocalDate from, LocalDate until) {
        return jdbc
                .sql(
                        """
                        with event as (
                            select e.pairing_id, e.subject,
                                   (select count(distinct side) from organisation.pairing_sign_in
                                     where event_id = e.id) = 2 as held
                              from organisation.pairing_event e where e.planned_for between :from and :until)
                        select e.pairing_id, count(*) as planned, count(*) filter (where held) as held,
                               count(*) filter (where held and e.subject = p.subject) as in_subject
                          from event e join organisation.pairing p on p.id = e.pairing_id
                         group by e.pairing_id
                        """)
                .param("from", from)
                .param("until", until)
                .query(Activity.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Activity::pairingId, Function.identity()));
    }

    private static School school(ResultSet row, int number) throws SQLException {
        return new School(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("name"),
                row.getObject("town_id", UUID.class),
                row.getString("town_name"),
                row.getString("area"),
                row.getString("type"),
                row.getInt("teachers"),
                row.getString("tier"),
                Set.copyOf(Arrays.asList((UUID[]) row.getArray("collectives").getArray())));
    }
}
