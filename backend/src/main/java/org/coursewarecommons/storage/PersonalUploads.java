package org.coursewarecommons.storage;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody took up; sessions end by themselves after their time, files are part of works. */
@Component
class PersonalUploads implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "uploads", "select id, name, size, state from storage.upload_session where owner_id = :id order by id");

    private final JdbcClient jdbc;

    PersonalUploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    /** The account of bytes stays under an id that leads to nobody. */
    @Override
    public void erase(UUID personId) {}
}
