package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hearings stay with their votes and reasons; whoever's work is being heard is not forgotten before the end. */
@Component
class PersonalHearings implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "hearings", "select id, resource_id, title, state from retirement.hearing where owner_id = :id order by id",
            "hearingVotes",
                    "select hearing_id, panel, vote, reason, at from retirement.vote where person_id = :id order by at",
            "hearingVoices",
                    "select hearing_id, purpose, text, at from retirement.voice where person_id = :id order by at");

    private static final Map<String, String> OPEN = Map.of(
            "hearings",
            """
            select count(*) from retirement.hearing
             where owner_id = :id and state in ('NOTICE', 'COMMITTEE', 'DECIDED', 'APPEAL', 'EXECUTION')
            """);

    private static final List<String> FORGET = List.of("update retirement.voice set text = '-' where person_id = :id");

    private final JdbcClient jdbc;

    PersonalHearings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    @Override
    public Map<String, Long> unsettled(UUID personId) {
        return PersonRows.count(jdbc, personId, OPEN);
    }

    @Override
    public void erase(UUID personId) {
        PersonRows.change(jdbc, personId, FORGET);
    }
}
