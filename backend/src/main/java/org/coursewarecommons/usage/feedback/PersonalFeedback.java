package org.coursewarecommons.usage.feedback;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages lose their words and the address to answer at; answers to questionnaires lose the person. */
@Component
class PersonalFeedback implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "messages", "select id, topic, body, contact, state from usage.message where author_id = :id order by id",
            "replies", "select message_id, body, created_at from usage.message_reply where author_id = :id order by id",
            "questionnaireAnswers",
                    "select questionnaire_id, cast(answers as text) as answers, answered_on from usage.questionnaire_response where person_id = :id");

    private static final List<String> FORGET = List.of(
            "update usage.message set body = '-', contact = null where author_id = :id",
            "update usage.message_reply set body = '-' where author_id = :id and not staff",
            "update usage.questionnaire_response set person_id = null where person_id = :id");

    private final JdbcClient jdbc;

    PersonalFeedback(JdbcClient jdbc) {
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
