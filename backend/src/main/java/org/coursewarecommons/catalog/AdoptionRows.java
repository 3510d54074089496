package org.coursewarecommons.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is no longer adopted, and the versions that were superseded by that. */
@Repository
class AdoptionRows {

    private static final String SELECT =
            "select id, taxonomy, code, last_day, reason, ended_at, revoked_at from catalog.adoption_end ";

    private final JdbcClient jdbc;

    AdoptionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param lastDay on which it is adopted */
    record End(
            UUID id,
            String taxonomy,
            String code,
            LocalDate lastDay,
            String reason,
            Instant endedAt,
            @Nullable Instant revokedAt) {}

    /** A version without its book. @param answer OPEN, ARCHIVED, REBOUND or READOPTED */
    record Supersession(UUID versionId, String taxonomy, String code, Instant since, String answer) {}

    void insert(End end, UUID by) {
        jdbc.sql(
                        """
                        insert into catalog.adoption_end (id, taxonomy, code, last_day, reason, ended_by, ended_at)
                        values (:id, :taxonomy, :code, :lastDay, :reason, :by, :at)
                        """)
                .param("id", end.id())
                .param("taxonomy", end.taxonomy())
                .param("code", end.code())
                .param("lastDay", end.lastDay())
                .param("reason", end.reason())
                .param("by", by)
                .param("at", utc(end.endedAt()))
                .update();
    }

    End lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query(End.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    void revoke(UUID id, UUID by, Instant now) {
        jdbc.sql("update catalog.adoption_end set revoked_by = :by, revoked_at = :now where id = :id")
                .param("by", by)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    /** Newest first. */
    List<End> all() {
        return jdbc.sql(SELECT + "order by id desc limit 1000").query(End.class).list();
    }

    List<End> standing() {
        return jdbc.sql(SELECT + "where revoked_at is null").query(End.class).list();
    }

    /** Another text whenever anything was ended or revoked. */
    String version() {
        return jdbc.sql("select count(*) || ' ' || count(revoked_at) from catalog.adoption_end")
                .query(String.class)
                .single();
    }

    void supersede(UUID versionId, UUID resourceId, Adoption.Ended ended, Instant now) {
        jdbc.sql(
                        """
                        insert into catalog.supersession (version_id, resource_id, taxonomy, code, since, answer)
                        values (:version, :resource, :taxonomy, :code, :now, 'OPEN')
                        on conflict (version_id) do update
                           set taxonomy = excluded.taxonomy, code = excluded.code, since = excluded.since, answer = 'OPEN',
                               answered_at = null
                        """)
                .param("version", versionId)
                .param("resource", resourceId)
                .param("taxonomy", ended.taxonomy())
                .param("code", ended.code())
                .param("now", utc(now))
                .update();
    }

    void answer(UUID versionId, String answer, Instant now) {
        jdbc.sql("update catalog.supersession set answer = :answer, answered_at = :now where version_id = :id")
                .param("answer", answer)
                .param("now", utc(now))
                .param("id", versionId)
                .update();
    }

    Map<UUID, Supersession> of(Collection<UUID> versionIds) {
        return versionIds.isEmpty()
                ? new HashMap<>()
                : jdbc
                        .sql(
                                """
                                select version_id, taxonomy, code, since, answer from catalog.supersession
                                 where version_id = any(:ids)
                                """)
                        .param("ids", versionIds.toArray(UUID[]::new))
                        .query(Supersession.class)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Supersession::versionId, Function.identity()));
    }

    /** Superseded versions in the order of their resources. */
    List<UUID> superseded(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select resource_id from catalog.version
                         where state = 'SUPERSEDED' and (cast(:after as uuid) is null or resource_id > cast(:after as uuid))
                         order by resource_id limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    Optional<UUID> supersededVersion(UUID resourceId) {
        return jdbc.sql("select id from catalog.version where resource_id = :id and state = 'SUPERSEDED'")
                .param("id", resourceId)
                .query(UUID.class)
                .optional();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
