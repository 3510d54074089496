package org.coursewarecommons.sharing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.OrganisationUnit;
import org.coursewarecommons.organisation.Organisations;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.organisation.People.PersonSummary;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.sharing.CollectionBodies.Body;
import org.coursewarecommons.sharing.CollectionBodies.Member;
import org.coursewarecommons.sharing.CollectionRows.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Renders collections with a fixed number of queries, however many they are. */
@Component
@Transactional(readOnly = true)
class CollectionViews {

    private final CollectionRows rows;
    private final CollectionService service;
    private final Visibility visibility;
    private final People people;
    private final Organisations organisations;

    CollectionViews(
            CollectionRows rows,
            CollectionService service,
            Visibility visibility,
            People people,
            Organisations organisations) {
        this.rows = rows;
        this.service = service;
        this.visibility = visibility;
        this.people = people;
        this.organisations = organisations;
    }

    public Body of(Stored collection, Actor actor) {
        return of(List.of(collection), actor).get(0);
    }

    public Page<Body> page(
            Actor actor,
            CollectionBodies.@Nullable Kind kind,
            boolean mine,
            @Nullable String q,
            @Nullable UUID resourceId,
            PageRequest request) {
        // Which collections hold it is only for those who may see it.
        if (resourceId != null && !service.isVisible(resourceId, actor)) {
            return Page.whole(List.of());
        }
        Page<Stored> page = rows.page(
                new CollectionRows.Filter(actor.id(), visibility.scopesOf(actor), mine, kind, q, resourceId), request);
        return new Page<>(of(page.items(), actor), page.nextCursor(), page.total(), page.totalIsExact());
    }

    private List<Body> of(List<Stored> collections, Actor actor) {
        List<UUID> ids = collections.stream().map(Stored::id).toList();
        Map<UUID, Set<UUID>> members = rows.members(ids);
        Map<UUID, Set<UUID>> resources = rows.resources(ids);
        Map<UUID, Set<UUID>> followers = rows.followers(ids);
        Map<UUID, Integer> visible = service.visibleItems(resources, actor);
        Set<UUID> personIds = new HashSet<>();
        collections.forEach(collection -> personIds.add(collection.ownerId()));
        members.values().forEach(personIds::addAll);
        Map<UUID, PersonSummary> persons = people.byIds(personIds);
        Map<UUID, OrganisationUnit> schools = organisations.byIds(persons.values().stream()
                .map(PersonSummary::schoolId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        List<Body> bodies = new ArrayList<>();
        for (Stored collection : collections) {
            Set<UUID> its = members.getOrDefault(collection.id(), Set.of());
            int all = resources.getOrDefault(collection.id(), Set.of()).size();
            int seen = visible.getOrDefault(collection.id(), 0);
            bodies.add(new Body(
                    collection.id(),
                    collection.kind(),
                    collection.content().title(),
                    collection.content().description(),
                    collection.content().subject(),
                    collection.content().stage(),
                    collection.content().level(),
                    Objects.requireNonNullElse(collection.content().collectiveIds(), List.of()),
                    member(collection.ownerId(), persons, schools),
                    its.stream()
                            .sorted()
                            .map(id -> member(id, persons, schools))
                            .toList(),
                    seen,
                    all - seen,
                    followers.getOrDefault(collection.id(), Set.of()).contains(actor.id()),
                    collection.createdAt(),
                    collection.updatedAt(),
                    actions(collection, its, actor)));
        }
        return bodies;
    }

    private List<String> actions(Stored collection, Set<UUID> members, Actor actor) {
        List<String> actions = new ArrayList<>();
        if (service.isEditor(collection, members, actor)) {
            actions.add("edit");
            actions.add("items");
        }
        if (collection.ownerId().equals(actor.id())) {
            actions.add("members");
        }
        if (collection.ownerId().equals(actor.id()) || actor.has(Role.DISTRICT_STEWARD)) {
            actions.add("delete");
        }
        return actions;
    }

    private static Member member(UUID id, Map<UUID, PersonSummary> persons, Map<UUID, OrganisationUnit> schools) {
        PersonSummary person = persons.get(id);
        UUID schoolId = person == null ? null : person.schoolId();
        OrganisationUnit school = schoolId == null ? null : schools.get(schoolId);
        return new Member(id, person == null ? "" : person.name(), schoolId, school == null ? null : school.name());
    }
}
