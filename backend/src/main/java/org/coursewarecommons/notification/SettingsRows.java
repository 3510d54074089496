package org.coursewarecommons.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of settings. */
@Repository
class SettingsRows {

    private final JdbcClient jdbc;
    private final ObjectMapper mapper;

    SettingsRows(JdbcClient jdbc, ObjectMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    Settings of(UUID personId) {
        return of(List.of(personId)).get(personId);
    }

    /** For every person asked for, those with the defaults as well. */
    Map<UUID, Settings> of(Collection<UUID> personIds) {
        Map<UUID, Settings> found = new HashMap<>();
        personIds.forEach(id -> found.put(id, Settings.defaults(id)));
        jdbc.sql("select * from notification.setting where person_id = any(cast(:ids as uuid[]))")
                .param("ids", personIds.toArray(UUID[]::new))
                .query(this::settings)
                .list()
                .forEach(settings -> found.put(settings.personId(), settings));
        return found;
    }

    /** @return false when somebody was quicker: the stored revision isn't {@code settings.revision()} */
    boolean save(Settings settings) {
        return jdbc.sql(
                                """
                        insert into notification.setting as s (person_id, language, email, channels)
                        select :id, :language, cast(:email as text), cast(:channels as jsonb)
                         where :revision = 0
                            or exists (select 1 from notification.setting where person_id = :id)
                        on conflict (person_id) do update
                           set language = excluded.language, email = excluded.email, channels = excluded.channels,
                               revision = s.revision + 1
                         where s.revision = :revision
                        """)
                        .param("id", settings.personId())
                        .param("language", settings.language())
                        .param("email", settings.email())
                        .param("channels", json(settings.channels()))
                        .param("revision", settings.revision())
                        .update()
                == 1;
    }

    private Settings settings(ResultSet row, int number) throws SQLException {
        try {
            return new Settings(
                    row.getObject("person_id", UUID.class),
                    row.getString("language"),
                    row.getString("email"),
                    mapper.readValue(row.getString("channels"), new TypeReference<Map<TopicGroup, Channel>>() {}),
                    row.getLong("revision"));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("settings of a person", unreadable);
        }
    }

    private String json(Map<TopicGroup, Channel> channels) {
        try {
            return mapper.writeValueAsString(channels);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
