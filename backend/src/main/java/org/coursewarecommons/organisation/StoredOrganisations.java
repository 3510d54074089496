package org.coursewarecommons.organisation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the structure anew at every call, so that a change of membership acts at once. */
@Repository
class StoredOrganisations implements Organisations {

    private static final String UNIT = "select id, kind, code, name, parent_id, area from organisation.unit ";

    private final JdbcClient jdbc;
    private final Today today;
    private final CallerMemberships memberships;

    StoredOrganisations(JdbcClient jdbc, Today today, CallerMemberships memberships) {
        this.jdbc = jdbc;
        this.today = today;
        this.memberships = memberships;
    }

    @Override
    public OrganisationUnit district() {
        return jdbc.sql(UNIT + "where kind = 'DISTRICT' order by code limit 1")
                .query(OrganisationUnit.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no district is set up"));
    }

    @Override
    public Optional<OrganisationUnit> find(UUID id) {
        return jdbc.sql(UNIT + "where id = :id")
                .param("id", id)
                .query(OrganisationUnit.class)
                .optional();
    }

    @Override
    public Map<UUID, OrganisationUnit> byIds(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(UNIT + "where id in (:ids)")
                .param("ids", Set.copyOf(ids))
                .query(OrganisationUnit.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(OrganisationUnit::id, Function.identity()));
    }

    @Override
    public Map<String, OrganisationUnit> byCodes(Collection<String> codes) {
        return jdbc
                .sql(UNIT + "where code = any(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(OrganisationUnit.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(OrganisationUnit::code, Function.identity()));
    }

    @Override
    public List<OrganisationUnit> schools() {
        return jdbc.sql(UNIT + "where kind = 'SCHOOL' order by code")
                .query(OrganisationUnit.class)
                .list();
    }

    @Override
    public Set<UUID> collectivesOf(UUID schoolId) {
        return memberships
                .of(schoolId)
                .orElseGet(() -> ids(
                        """
                                select collective_id from organisation.membership
                                 where school_id = :id
                                   and valid_from <= :today and (valid_until is null or :today < valid_until)
                                """,
                        schoolId));
    }

    @Override
    public Map<UUID, Set<UUID>> collectivesOf(Collection<UUID> schoolIds) {
        if (schoolIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Set<UUID>> collectives = new HashMap<>();
        jdbc.sql(
                        """
                        select school_id, collective_id from organisation.membership
                         where school_id in (:ids)
                           and valid_from <= :today and (valid_until is null or :today < valid_until)
                        """)
                .param("ids", Set.copyOf(schoolIds))
                .param("today", today.date())
                .query((RowCallbackHandler) row -> collectives
                        .computeIfAbsent(row.getObject("school_id", UUID.class), id -> new HashSet<>())
                        .add(row.getObject("collective_id", UUID.class)));
        return collectives;
    }

    @Override
    public Set<UUID> pairedWith(UUID schoolId) {
        return ids(
                """
                select case lead_school_id when :id then aided_school_id else lead_school_id end
                  from organisation.pairing
                 where (lead_school_id = :id or aided_school_id = :id)
                   and valid_from <= :today and (valid_until is null or :today < valid_until)
                """,
                schoolId);
    }

    @Override
    public Optional<UUID> collectiveOfClient(UUID clientId) {
        return jdbc.sql(
                        "select collective_id from organisation.api_client where id = :id and collective_id is not null")
                .param("id", clientId)
                .query(UUID.class)
                .optional();
    }

    private Set<UUID> ids(String sql, UUID schoolId) {
        return Set.copyOf(jdbc.sql(sql)
                .param("id", schoolId)
                .param("today", today.date())
                .query(UUID.class)
                .list());
    }
}
