package org.coursewarecommons.supply;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody follows and was shown is theirs alone: it goes. */
@Component
class PersonalFollows implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "follows", "select kind, target, since from supply.follow where person_id = :id order by since",
            "shownItems", "select resource_id, day from supply.impression where person_id = :id order by day");

    private static final List<String> FORGET = List.of(
            "delete from supply.follow where person_id = :id", "delete from supply.impression where person_id = :id");

    private final JdbcClient jdbc;

    PersonalFollows(JdbcClient jdbc) {
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
