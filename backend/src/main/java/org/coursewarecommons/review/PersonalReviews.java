package org.coursewarecommons.review;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Declared interests lose their words; votes and decisions stay as part of the case. */
@Component
class PersonalReviews implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "submissions", "select id, resource_id from review.submission where owner_id = :id order by id",
            "interests",
                    "select about, reason, declared_at, ended_at from review.interest where person_id = :id order by declared_at",
            "votes",
                    "select submission_id, vote, reason, decided_at from review.vote where person_id = :id order by decided_at");

    private static final List<String> FORGET = List.of(
            "update review.interest set reason = '', ended_at = coalesce(ended_at, now()) where person_id = :id");

    private final JdbcClient jdbc;

    PersonalReviews(JdbcClient jdbc) {
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
