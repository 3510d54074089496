package org.coursewarecommons.notification;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.shared.PersonRows;
import org.coursewarecommons.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices, settings and addresses are the person’s alone: they go. */
@Component
class PersonalNotices implements PersonalData {

    private static final Map<String, String> KEPT = Map.of(
            "notices", "select topic, path, at, read_at from notification.item where person_id = :id order by id",
            "noticeSettings",
                    "select language, email, cast(channels as text) as channels from notification.setting where person_id = :id",
            "unconfirmedAddress", "select email, asked_from from notification.address where person_id = :id");

    private static final List<String> FORGET = List.of(
            "delete from notification.item where person_id = :id",
            "delete from notification.setting where person_id = :id",
            "delete from notification.address where person_id = :id");

    private final JdbcClient jdbc;

    PersonalNotices(JdbcClient jdbc) {
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
