package org.coursewarecommons.sharing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.ResourceCollected;
import org.coursewarecommons.catalog.Tombstone;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.organisation.People;
import org.coursewarecommons.shared.DomainClock;
import org.coursewarecommons.shared.DomainEvent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.StrictJson;
import org.coursewarecommons.sharing.CollectionBodies.Edit;
import org.coursewarecommons.sharing.CollectionBodies.Kind;
import org.coursewarecommons.sharing.CollectionBodies.NewItem;
import org.coursewarecommons.sharing.CollectionRows.Item;
import org.coursewarecommons.sharing.CollectionRows.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes and edits collections. Being in one never opens a resource to anybody. */
@Service
@Transactional
class CollectionService implements Collections {

    private final CollectionRows rows;
    private final Visibility visibility;
    private final Catalogue catalogue;
    private final RetiredItems retired;
    private final CollectionRules rules;
    private final People people;
    private final StrictJson json;
    private final DomainClock clock;
    private final ApplicationEventPublisher events;

    CollectionService(
            CollectionRows rows,
            Visibility visibility,
            Catalogue catalogue,
            RetiredItems retired,
            CollectionRules rules,
            People people,
            StrictJson json,
            DomainClock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.visibility = visibility;
        this.catalogue = catalogue;
        this.retired = retired;
        this.rules = rules;
        this.people = people;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<UUID> itemIds(UUID collectionId, Actor actor) {
        seen(collectionId, actor);
        return rows.items(collectionId).stream().map(Item::resourceId).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public String title(UUID collectionId, Actor actor) {
        return seen(collectionId, actor).content().title();
    }

    /** @throws ProblemException 404 when the caller may not see it */
    Stored seen(UUID id, Actor actor) {
        return rows.find(id, actor.id(), visibility.scopesOf(actor)).orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 403 for systems, 422 for unknown persons or collectives of others */
    public Stored create(CollectionBodies.New body, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        Edit content = new Edit(
                body.title(), body.description(), body.subject(), body.stage(), body.level(), body.collectiveIds());
        Set<UUID> members =
                rules.members(body.memberIds() == null ? List.of() : body.memberIds(), "/memberIds", actor.id());
        UUID id = rows.insert(
                body.kind(), content, actor.id(), actor.schoolId(), rules.scopes(content, actor.schoolId()));
        rows.setMembers(id, members);
        events.publishEvent(new CollectionChanged(id, "made"));
        return seen(id, actor);
    }

    /** @param mergePatch an RFC 7396 document over {@link Edit} @throws ProblemException 403, 404, 412 or 422 */
    public Stored edit(UUID id, byte[] mergePatch, IfMatch ifMatch, Actor actor) {
        Stored now = held(id, actor);
        requireEditor(now, actor);
        ifMatch.require(now.revision());
        Edit after = json.patched(now.content(), mergePatch, Edit.class);
        boolean elsewhere = after.level() != now.content().level()
                || !java.util.Objects.equals(
                        after.collectiveIds(), now.content().collectiveIds());
        if (elsewhere && !now.ownerId().equals(actor.id())) {
            throw ProblemException.forbidden();
        }
        rows.update(id, after, elsewhere ? rules.scopes(after, now.schoolId()) : now.scopeIds());
        events.publishEvent(new CollectionChanged(id, "edited"));
        return seen(id, actor);
    }

    /** By its owner; by the district's steward, too. */
    public void delete(UUID id, IfMatch ifMatch, Actor actor) {
        Stored now = held(id, actor);
        if (!now.ownerId().equals(actor.id()) && !actor.has(Role.DISTRICT_STEWARD)) {
            throw ProblemException.forbidden();
        }
        ifMatch.require(now.revision());
        rows.delete(id);
        events.publishEvent(new CollectionChanged(id, "deleted"));
    }

    /** Replaces who may edit besides the owner. */
    public Stored setMembers(UUID id, List<UUID> personIds, IfMatch ifMatch, Actor actor) {
        Stored now = held(id, actor);
        if (!now.ownerId().equals(actor.id())) {
            throw ProblemException.forbidden();
        }
        ifMatch.require(now.revision());
        rows.setMembers(id, rules.members(personIds, "/personIds", actor.id()));
        rows.grow(id);
        events.publishEvent(new CollectionChanged(id, "members"));
        return seen(id, actor);
    }

    /**
     * Replaces the items that the caller may see; those hidden from the caller stay where they are.
     *
     * @throws ProblemException 422 for what the caller may not see, whether it is there or not
     */
    public Stored setItems(UUID id, List<NewItem> items, IfMatch ifMatch, Actor actor) {
        Stored now = held(id, actor);
        requireEditor(now, actor);
        ifMatch.require(now.revision());
        List<Item> before = rows.items(id);
        Map<UUID, Item> old = new HashMap<>();
        before.forEach(item -> old.put(item.resourceId(), item));
        Set<UUID> asked = new LinkedHashSet<>(old.keySet());
        items.forEach(item -> asked.add(item.resourceId()));
        Map<UUID, VersionDetail> live = catalogue.published(asked);
        Set<UUID> visible = new HashSet<>(visibility.readable(actor, live.values()));
        // What was retired since may stay, and may be taken out; it cannot be put in any more.
        visible.addAll(retired.of(old.keySet(), actor).keySet());
        CollectionRules.requireVisible(items, visible);
        var at = clock.now();
        List<Item> after = new ArrayList<>();
        for (NewItem item : items) {
            Item known = old.get(item.resourceId());
            after.add(new Item(
                    item.resourceId(),
                    item.note(),
                    known == null ? actor.id() : known.addedBy(),
                    known == null ? at : known.addedAt()));
        }
        for (int i = 0; i < before.size(); i++) {
            if (!visible.contains(before.get(i).resourceId())) {
                after.add(Math.min(i, after.size()), before.get(i));
            }
        }
        if (after.size() > MAX_ITEMS) {
            throw new ProblemException(SharingProblem.COLLECTION_FULL, MAX_ITEMS);
        }
        rows.setItems(id, after);
        rows.grow(id);
        events.publishEvent(new CollectionChanged(id, "items"));
        if (now.kind() == Kind.PREP_PACK) {
            after.stream()
                    .filter(item -> !old.containsKey(item.resourceId()))
                    .forEach(item -> collected(live.get(item.resourceId()), actor));
        }
        tellFollowers(now, actor);
        return seen(id, actor);
    }

    public void follow(UUID id, boolean on, Actor actor) {
        if (actor.isClient()) {
            throw ProblemException.forbidden();
        }
        if (on) {
            seen(id, actor);
            rows.follow(id, actor.id());
        } else {
            rows.unfollow(id, actor.id());
        }
    }

    /** Items that the caller may see, with their live versions, in order. */
    @Transactional(readOnly = true)
    public List<CollectionBodies.Item> items(UUID id, Actor actor) {
        seen(id, actor);
        List<Item> items = rows.items(id);
        Map<UUID, VersionDetail> live =
                catalogue.published(items.stream().map(Item::resourceId).toList());
        Set<UUID> visible = visibility.readable(actor, live.values());
        Map<UUID, Tombstone> gone =
                retired.of(items.stream().map(Item::resourceId).toList(), actor);
        return items.stream()
                .filter(item -> visible.contains(item.resourceId()) || gone.containsKey(item.resourceId()))
                .map(item -> RetiredItems.shown(item, gone.get(item.resourceId()))
                        .orElseGet(() -> shown(item, live.get(item.resourceId()))))
                .toList();
    }

    boolean isVisible(UUID resourceId, Actor actor) {
        return visibility
                .readable(actor, catalogue.published(List.of(resourceId)).values())
                .contains(resourceId);
    }

    /** How many of each collection's items the caller may see. */
    Map<UUID, Integer> visibleItems(Map<UUID, Set<UUID>> resources, Actor actor) {
        Set<UUID> all = new HashSet<>();
        resources.values().forEach(all::addAll);
        Set<UUID> visible = visibility.readable(actor, catalogue.published(all).values());
        Map<UUID, Integer> counts = new HashMap<>();
        resources.forEach((id, items) ->
                counts.put(id, (int) items.stream().filter(visible::contains).count()));
        return counts;
    }

    private static CollectionBodies.Item shown(Item item, @Nullable VersionDetail version) {
        if (version == null) {
            throw new IllegalStateException("a visible item has a live version");
        }
        return new CollectionBodies.Item(
                item.resourceId(),
                String.valueOf(version.metadata().title()),
                String.valueOf(version.metadata().type()),
                version.number(),
                version.schoolId(),
                item.note(),
                item.addedBy(),
                item.addedAt(),
                null);
    }

    private void collected(@Nullable VersionDetail version, Actor actor) {
        if (version != null) {
            events.publishEvent(new ResourceCollected(
                    version.resourceId(), version.versionId(), actor.id(), actor.schoolId(), actor.isClient()));
        }
    }

    /** Members and followers hear of it, as far as they may still see it. */
    private void tellFollowers(Stored collection, Actor actor) {
        Set<UUID> told = new HashSet<>(rows.members(List.of(collection.id())).getOrDefault(collection.id(), Set.of()));
        told.add(collection.ownerId());
        Set<UUID> followers = rows.followers(List.of(collection.id())).getOrDefault(collection.id(), Set.of());
        told.addAll(visibility.standing(people.byIds(followers).values(), collection.scopeIds()));
        told.remove(actor.id());
        if (!told.isEmpty()) {
            events.publishEvent(new DomainEvent.Notice(
                    "follow.collection",
                    told,
                    collection.id(),
                    "/collections/" + collection.id(),
                    List.of(collection.content().title())));
        }
    }

    private Stored held(UUID id, Actor actor) {
        rows.lock(id);
        return seen(id, actor);
    }

    boolean isEditor(Stored collection, Set<UUID> members, Actor actor) {
        return collection.ownerId().equals(actor.id()) || members.contains(actor.id());
    }

    private void requireEditor(Stored collection, Actor actor) {
        if (!isEditor(
                collection, rows.members(List.of(collection.id())).getOrDefault(collection.id(), Set.of()), actor)) {
            throw ProblemException.forbidden();
        }
    }
}
