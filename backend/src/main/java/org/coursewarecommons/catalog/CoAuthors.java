package org.coursewarecommons.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who worked together with whom. */
@Repository
class CoAuthors {

    private final JdbcClient jdbc;

    CoAuthors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Depositing a version counts as contributing to it. */
    Set<UUID> of(Set<UUID> personIds, Instant since) {
        Set<UUID> found = new HashSet<>();
        for (UUID personId : personIds) {
            found.addAll(jdbc.sql(
                            """
                            with joint as (
                                -- The fence keeps the planner from reading all versions for one owner's few.
                                select r.owner_id, v.contributors
                                  from catalog.resource r
                                 cross join lateral (
                                       select metadata -> 'contributors' as contributors
                                         from catalog.version
                                        where resource_id = r.id and created_at >= :since offset 0) v
                                 where r.owner_id = :id
                                union all
                                select r.owner_id, v.metadata -> 'contributors'
                                  from catalog.version v join catalog.resource r on r.id = v.resource_id
                                 where v.metadata -> 'contributors'
                                       @> jsonb_build_array(jsonb_build_object('personId', cast(:id as text)))
                                   and v.created_at >= :since)
                            select owner_id from joint
                            union
                            select cast(c ->> 'personId' as uuid) from joint, jsonb_path_query(contributors, '$[*]') c
                             where c ->> 'personId' is not null
                            """)
                    .param("id", personId)
                    .param("since", since.atOffset(ZoneOffset.UTC))
                    .query(UUID.class)
                    .list());
        }
        found.removeAll(personIds);
        return found;
    }
}
