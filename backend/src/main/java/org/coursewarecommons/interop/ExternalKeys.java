package org.coursewarecommons.interop;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which resource a depositor means by a key of their own, and what historic imports said of versions. */
@Repository
class ExternalKeys {

    private final JdbcClient jdbc;
    private final JsonColumns json;

    ExternalKeys(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Nobody else makes this key known until the transaction ends. */
    void lock(UUID ownerId, String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", ownerId + " " + key)
                .query((row, number) -> true)
                .single();
    }

    Optional<UUID> find(UUID ownerId, String key) {
        return jdbc.sql(
                        """
                        select k.resource_id from interop.external_key k where k.owner_id = :ownerId and k.key = :key
                        """)
                .param("ownerId", ownerId)
                .param("key", key)
                .query(UUID.class)
                .optional();
    }

    /** The key of a resource that was dropped means the new one. */
    void save(UUID ownerId, String key, UUID resourceId) {
        jdbc.sql(
                        """
                        insert into interop.external_key (owner_id, key, resource_id) values (:ownerId, :key, :resourceId)
                        on conflict (owner_id, key) do update set resource_id = excluded.resource_id
                        """)
                .param("ownerId", ownerId)
                .param("key", key)
                .param("resourceId", resourceId)
                .update();
    }

    /** Keys by resource. */
    Map<UUID, String> ofResources(Collection<UUID> resourceIds) {
        Map<UUID, String> keys = new HashMap<>();
        jdbc.sql("select resource_id, key from interop.external_key where resource_id = any(:ids)")
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query(row -> {
                    keys.put(row.getObject("resource_id", UUID.class), row.getString("key"));
                });
        return keys;
    }

    void saveLegacy(UUID versionId, UUID jobId, Map<String, String> facts) {
        jdbc.sql(
                        "insert into interop.legacy (version_id, job_id, facts) values (:version, :job, cast(:facts as jsonb))")
                .param("version", versionId)
                .param("job", jobId)
                .param("facts", json.write(facts))
                .update();
    }

    /** By version. */
    Map<UUID, Map<String, String>> legacy(Collection<UUID> versionIds) {
        Map<UUID, Map<String, String>> facts = new HashMap<>();
        jdbc.sql("select version_id, facts from interop.legacy where version_id = any(:ids)")
                .param("ids", versionIds.toArray(UUID[]::new))
                .query(row -> {
                    facts.put(row.getObject("version_id", UUID.class), json.texts(row.getString("facts")));
                });
        return facts;
    }
}
