package org.coursewarecommons.interop.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code interop.webhook}. Security, and so this, goes by the wall clock. */
@Repository
class WebhookRows {

    private final JdbcClient jdbc;

    WebhookRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Webhook webhook) {
        jdbc.sql(
                        """
                        insert into interop.webhook (id, owner_id, school_id, is_client, url, events, description, state,
                                                     secret, created_at, updated_at)
                        values (:id, :owner, :school, :client, :url, :events, :description, :state, :secret, :now, :now)
                        """)
                .param("id", webhook.id())
                .param("owner", webhook.ownerId())
                .param("school", webhook.schoolId())
                .param("client", webhook.isClient())
                .param("url", webhook.url())
                .param("events", webhook.events().toArray(String[]::new))
                .param("description", webhook.description())
                .param("state", webhook.state().name())
                .param("secret", webhook.secret())
                .param("now", webhook.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Webhook> find(UUID id, UUID ownerId) {
        return jdbc.sql("select * from interop.webhook where id = :id and owner_id = :owner")
                .param("id", id)
                .param("owner", ownerId)
                .query(WebhookRows::webhook)
                .optional();
    }

    Optional<Webhook> lock(UUID id) {
        return jdbc.sql("select * from interop.webhook where id = :id for update")
                .param("id", id)
                .query(WebhookRows::webhook)
                .optional();
    }

    List<Webhook> ofOwner(UUID ownerId) {
        return jdbc.sql("select * from interop.webhook where owner_id = :owner order by id desc")
                .param("owner", ownerId)
                .query(WebhookRows::webhook)
                .list();
    }

    /** Those that are told or would be if they worked. */
    List<Webhook> listening() {
        return jdbc.sql("select * from interop.webhook where state <> 'PAUSED' order by id")
                .query(WebhookRows::webhook)
                .list();
    }

    /** Its owner's wishes. What was wrong before is forgotten. */
    void edit(UUID id, String url, List<String> events, @Nullable String description, Webhook.State state) {
        jdbc.sql(
                        """
                        update interop.webhook
                           set url = :url, events = :events, description = :description, state = :state, reason = null,
                               failures = 0, revision = revision + 1, updated_at = :now
                         where id = :id
                        """)
                .param("url", url)
                .param("events", events.toArray(String[]::new))
                .param("description", description)
                .param("state", state.name())
                .param("now", now())
                .param("id", id)
                .update();
    }

    void rotate(UUID id, String secret, Instant previousUntil) {
        jdbc.sql(
                        """
                        update interop.webhook
                           set previous_secret = secret, previous_until = :until, secret = :secret,
                               revision = revision + 1, updated_at = :now
                         where id = :id
                        """)
                .param("until", previousUntil.atOffset(ZoneOffset.UTC))
                .param("secret", secret)
                .param("now", now())
                .param("id", id)
                .update();
    }

    void succeeded(UUID id) {
        jdbc.sql("update interop.webhook set failures = 0 where id = :id and failures > 0")
                .param("id", id)
                .update();
    }

    /** A delivery was given up. @return how many in a row */
    int failed(UUID id) {
        return jdbc.sql("update interop.webhook set failures = failures + 1 where id = :id returning failures")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** @param reason {@code failures} or {@code gone}; @return false when it was not active any more */
    boolean disable(UUID id, String reason) {
        return jdbc.sql(
                                """
                                update interop.webhook
                                   set state = 'DISABLED', reason = :reason, revision = revision + 1, updated_at = :now
                                 where id = :id and state = 'ACTIVE'
                                """)
                        .param("reason", reason)
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    void delete(UUID id) {
        jdbc.sql("delete from interop.webhook where id = :id").param("id", id).update();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }

    private static Webhook webhook(ResultSet row, int number) throws SQLException {
        OffsetDateTime until = row.getObject("previous_until", OffsetDateTime.class);
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getObject("owner_id", UUID.class),
                row.getObject("school_id", UUID.class),
                row.getBoolean("is_client"),
                row.getString("url"),
                List.of((String[]) row.getArray("events").getArray()),
                row.getString("description"),
                Webhook.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("secret"),
                row.getString("previous_secret"),
                until == null ? null : until.toInstant(),
                row.getInt("failures"),
                row.getLong("revision"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
