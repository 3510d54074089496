package org.coursewarecommons.organisation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Name, code and token go for good; posts end. Who held which post stays, without the name. */
@Component
class PersonalRecord implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "person",
            """
            select p.code, p.name, p.issuer, p.subject, u.name as school
              from organisation.person p left join organisation.unit u on u.id = p.school_id where p.id = :id
            """,
            "appointments",
            """
            select a.role, u.name as organisation, array_to_string(a.subjects, ' ') as subjects, a.valid_from, a.valid_until
              from organisation.appointment a left join organisation.unit u on u.id = a.organisation_id
             where a.person_id = :id order by a.valid_from
            """,
            "leaves",
            "select valid_from, valid_until, reason from organisation.leave where person_id = :id order by valid_from");

    private static final List<String> FORGET = List.of(
            """
            update organisation.person
               set issuer = 'erased', subject = cast(id as text), code = 'erased-' || id, name = '已注销'
             where id = :id
            """,
            """
            update organisation.appointment set valid_until = greatest(valid_from, current_date)
             where person_id = :id and (valid_until is null or valid_until > current_date)
            """,
            "update organisation.leave set reason = null where person_id = :id");

    private final JdbcClient jdbc;

    PersonalRecord(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    @Override
    public void erase(UUID personId) {
        PersonRows.change(jdbc, personId, FORGET);
    }
}
