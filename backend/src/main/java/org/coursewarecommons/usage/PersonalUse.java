package org.coursewarecommons.usage;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Use goes on counting, under a number that is drawn for the purpose and kept nowhere: figures stay what they were, and
 * nobody can say whose use it was. Stars stay likewise, comments go.
 */
@Component
class PersonalUse implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "usageEvents",
                    "select resource_id, verb, at, source from usage.event where actor_id = :id order by at desc",
            "ratings", "select resource_id, stars, comment, updated_at from usage.rating where person_id = :id");

    private final JdbcClient jdbc;

    PersonalUse(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record TermSalt(byte[] salt) {}

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    @Override
    public void erase(UUID personId) {
        UUID nobody = UUID.randomUUID();
        forgetKeys(personId, nobody);
        for (String statement : List.of(
                "update usage.event set actor_id = :nobody where actor_id = :id",
                "update usage.event_key set actor_id = :nobody where actor_id = :id",
                "update usage.clean_use set user_key = cast(:nobody as text) where user_key = cast(:id as text)",
                "update usage.rating set person_id = :nobody, comment = null where person_id = :id")) {
            jdbc.sql(statement).param("nobody", nobody).param("id", personId).update();
        }
    }

    /** Keys that were made with a term's secret could be made again as long as the secret is kept. */
    private void forgetKeys(UUID personId, UUID nobody) {
        jdbc.sql("select salt from usage.term_salt")
                .query(TermSalt.class)
                .list()
                .forEach(term -> {
                    PersonKeys.Pads pads = PersonKeys.Pads.of(term.salt());
                    jdbc.sql(
                                    """
                            update usage.weekly_use set person_key = sha256(convert_to(cast(:nobody as text), 'UTF8'))
                             where person_key = sha256(:outer || sha256(:inner || convert_to(:id || ':', 'UTF8')))
                            """)
                            .param("nobody", nobody)
                            .param("outer", pads.outer())
                            .param("inner", pads.inner())
                            .param("id", personId.toString())
                            .update();
                });
    }
}
