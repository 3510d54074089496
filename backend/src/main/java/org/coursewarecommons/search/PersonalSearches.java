package org.coursewarecommons.search;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Saved searches are the person’s alone: they go. */
@Component
class PersonalSearches implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "savedSearches",
            "select name, query, notices, created_at from search.saved_search where owner_id = :id order by id");

    private static final List<String> FORGET = List.of("delete from search.saved_search where owner_id = :id");

    private final JdbcClient jdbc;

    PersonalSearches(JdbcClient jdbc) {
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
