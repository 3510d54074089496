package org.coursewarecommons.sharing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.organisation.spi.ScopeNames;
import org.coursewarecommons.shared.DomainClock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Scopes as rows. The one filter of every door: what a resource carries and where the caller stands must meet. */
@Service
class StoredVisibility implements Visibility, ReadAccess, ScopeNames {

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    StoredVisibility(
            JdbcClient jdbc, Organisations organisations, DomainClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.clock = clock;
        this.events = events;
    }

    private record Row(UUID resourceId, String scopeId) {}

    @Override
    public Set<String> scopesOf(Actor actor) {
        Set<String> scopes = new TreeSet<>(Set.of(PUBLIC));
        UUID schoolId = actor.schoolId();
        Optional<UUID> collective = actor.isClient() ? organisations.collectiveOfClient(actor.id()) : Optional.empty();
        collective.ifPresent(id -> scopes.add(collective(id)));
        if (schoolId != null) {
            scopes.add(school(schoolId));
            organisations.collectivesOf(schoolId).forEach(id -> scopes.add(collective(id)));
        }
        // Persons belong to the district; a system that stands for none of its schools or collectives (the city's
        // platform) gets what is public.
        if (!actor.isClient() || schoolId != null || collective.isPresent()) {
            scopes.add(DISTRICT);
        }
        return scopes;
    }

    @Override
    public Map<UUID, Set<String>> scopesOf(Collection<UUID> resourceIds) {
        if (resourceIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select resource_id, scope_id from sharing.scope where resource_id = any(:ids)")
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query((row, number) -> new Row(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Row::resourceId, Collectors.mapping(Row::scopeId, Collectors.toCollection(TreeSet::new))));
    }

    private record Since(UUID resourceId, String scopeId, Instant since) {}

    private List<Since> since(Collection<UUID> resourceIds) {
        return jdbc.sql("select resource_id, scope_id, since from sharing.scope where resource_id = any(:ids)")
                .param("ids", resourceIds.toArray(UUID[]::new))
                .query((row, number) -> new Since(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    @Override
    public Map<UUID, Shared> shared(Collection<UUID> resourceIds) {
        if (resourceIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Shared> shared = new HashMap<>();
        for (Since row : since(resourceIds)) {
            Shared before = shared.get(row.resourceId());
            Set<String> scopes = before == null ? new TreeSet<>() : before.scopes();
            scopes.add(row.scopeId());
            Instant latest = before == null || before.latest().isBefore(row.since()) ? row.since() : before.latest();
            shared.put(row.resourceId(), new Shared(scopes, latest));
        }
        return shared;
    }

    @Override
    public Map<UUID, Instant> openSince(Collection<UUID> resourceIds, Set<String> scopes) {
        if (resourceIds.isEmpty()) {
            return Map.of();
        }
        return since(resourceIds).stream()
                .filter(row -> scopes.contains(row.scopeId()))
                .collect(Collectors.toMap(
                        Since::resourceId, Since::since, (one, other) -> one.isBefore(other) ? one : other));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void grant(UUID resourceId, UUID schoolId, TargetScope scope) {
        Set<String> scopes = wanted(schoolId, scope);
        jdbc.sql("delete from sharing.scope where resource_id = :id and scope_id <> all(:scopes)")
                .param("id", resourceId)
                .param("scopes", scopes.toArray(String[]::new))
                .update();
        add(resourceId, scopes);
        events.publishEvent(new ScopesChanged(resourceId, scopes));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void widen(UUID resourceId, UUID schoolId, TargetScope scope) {
        Set<String> scopes = new TreeSet<>(scopesOf(List.of(resourceId)).getOrDefault(resourceId, Set.of()));
        scopes.addAll(wanted(schoolId, scope));
        add(resourceId, scopes);
        events.publishEvent(new ScopesChanged(resourceId, scopes));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean withdraw(UUID resourceId, String scopeId) {
        boolean had = jdbc.sql("delete from sharing.scope where resource_id = :id and scope_id = :scope")
                        .param("id", resourceId)
                        .param("scope", scopeId)
                        .update()
                == 1;
        if (had) {
            events.publishEvent(
                    new ScopesChanged(resourceId, scopesOf(List.of(resourceId)).getOrDefault(resourceId, Set.of())));
        }
        return had;
    }

    @Override
    public Set<UUID> followers(UUID resourceId) {
        return jdbc.sql("select person_id from sharing.favourite where resource_id = ?")
                .param(resourceId)
                .query(UUID.class)
                .set();
    }

    private void add(UUID resourceId, Set<String> scopes) {
        for (String scopeId : scopes) {
            jdbc.sql(
                            """
                            insert into sharing.scope (resource_id, scope_id, since) values (:id, :scope, :now)
                            on conflict (resource_id, scope_id) do nothing
                            """)
                    .param("id", resourceId)
                    .param("scope", scopeId)
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Override
    public boolean mayRead(Actor actor, VersionDetail version) {
        return version.state().isReadable()
                && !Collections.disjoint(
                        scopesOf(List.of(version.resourceId())).getOrDefault(version.resourceId(), Set.of()),
                        scopesOf(actor));
    }

    @Override
    public Set<UUID> readable(Actor actor, Collection<VersionDetail> versions) {
        Set<String> standing = scopesOf(actor);
        Map<UUID, Set<String>> scopes =
                scopesOf(versions.stream().map(VersionDetail::resourceId).collect(Collectors.toSet()));
        return versions.stream()
                .filter(version -> version.ownerId().equals(actor.id())
                        || version.state().isReadable()
                                && !Collections.disjoint(scopes.getOrDefault(version.resourceId(), Set.of()), standing))
                .map(VersionDetail::resourceId)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<UUID> readable(Actor actor, Set<UUID> liveResourceIds) {
        return liveResourceIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql(
                                """
                                select distinct resource_id from sharing.scope
                                 where resource_id = any(:ids) and scope_id = any(:scopes)
                                """)
                        .param("ids", liveResourceIds.toArray(UUID[]::new))
                        .param("scopes", scopesOf(actor).toArray(String[]::new))
                        .query((row, i) -> row.getObject(1, UUID.class))
                        .list());
    }

    @Override
    public Set<UUID> standing(Collection<PersonSummary> persons, Set<String> scopes) {
        Set<UUID> schools = persons.stream()
                .map(PersonSummary::schoolId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<UUID, Set<UUID>> collectives = organisations.collectivesOf(schools);
        boolean all = scopes.contains(PUBLIC) || scopes.contains(DISTRICT);
        return persons.stream()
                .filter(person -> all
                        || person.schoolId() != null
                                && (scopes.contains(school(person.schoolId()))
                                        || collectives.getOrDefault(person.schoolId(), Set.of()).stream()
                                                .anyMatch(id -> scopes.contains(collective(id)))))
                .map(PersonSummary::id)
                .collect(Collectors.toSet());
    }

    private Set<String> wanted(UUID schoolId, TargetScope scope) {
        return switch (scope.level()) {
            case SCHOOL -> Set.of(school(schoolId));
            case COLLECTIVE -> collectives(schoolId, scope);
            case DISTRICT -> Set.of(DISTRICT);
            case PUBLIC -> Set.of(PUBLIC, DISTRICT);
        };
    }

    /**
     * Only collectives that the school is in today: a school can have left one while the review went on, and an id of
     * somebody else's collective must never open anything.
     */
    private Set<String> collectives(UUID schoolId, TargetScope scope) {
        Set<UUID> own = new HashSet<>(organisations.collectivesOf(schoolId));
        List<UUID> chosen = scope.collectiveIds();
        if (chosen != null && !chosen.isEmpty()) {
            own.retainAll(chosen);
        }
        Set<String> scopes =
                own.stream().map(StoredVisibility::collective).collect(Collectors.toCollection(TreeSet::new));
        scopes.add(school(schoolId));
        return scopes;
    }

    static String school(UUID id) {
        return "school:" + id;
    }

    static String collective(UUID id) {
        return "collective:" + id;
    }
}
