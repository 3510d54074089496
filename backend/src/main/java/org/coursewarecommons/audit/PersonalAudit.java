package org.coursewarecommons.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record stays, and the chain over it; the name in the token goes out of both. */
@Component
class PersonalAudit implements PersonalData {

    private static final Map<String, String> KEPT =
            Map.of("auditLines", "select at, event, subject_id from audit.line where actor_id = :id order by id desc");

    private final JdbcClient jdbc;
    private final ChainRows rows;

    PersonalAudit(JdbcClient jdbc, ChainRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    @Override
    public Map<String, List<Map<String, Object>>> of(UUID personId) {
        return PersonRows.read(jdbc, personId, KEPT);
    }

    @Override
    public void erase(UUID personId) {
        rows.erase(personId);
    }
}
