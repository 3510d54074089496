package org.coursewarecommons.worklist;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Half-filled forms go; decisions stay, for they were made for others. */
@Component
class PersonalTasks implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "tasks",
                    "select id, kind, title, state, claimed_at, decided_at from worklist.task where holder_id = :id order by id",
            "drafts",
                    "select task_id, cast(content as text) as content, saved_at from worklist.draft where person_id = :id");

    private static final Map<String, String> OPEN =
            Map.of("claimedTasks", "select count(*) from worklist.task where holder_id = :id and state = 'CLAIMED'");

    private static final List<String> FORGET = List.of("delete from worklist.draft where person_id = :id");

    private final JdbcClient jdbc;

    PersonalTasks(JdbcClient jdbc) {
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
