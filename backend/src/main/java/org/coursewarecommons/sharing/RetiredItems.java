package org.coursewarecommons.sharing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.Catalogue;
import org.coursewarecommons.catalog.Tombstone;
import org.coursewarecommons.identity.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Items of collections that were retired since: their tombstones stay in their place. */
@Component
class RetiredItems {

    private final Catalogue catalogue;
    private final Visibility visibility;

    RetiredItems(Catalogue catalogue, Visibility visibility) {
        this.catalogue = catalogue;
        this.visibility = visibility;
    }

    /** The tombstones of those that the caller could have read. */
    Map<UUID, Tombstone> of(Collection<UUID> resourceIds, Actor actor) {
        Map<UUID, Tombstone> retired = new HashMap<>(catalogue.tombstones(resourceIds));
        if (!retired.isEmpty()) {
            Set<String> standing = visibility.scopesOf(actor);
            Map<UUID, Set<String>> scopes = visibility.scopesOf(retired.keySet());
            retired.keySet()
                    .removeIf(id -> scopes.getOrDefault(id, Set.of()).stream().noneMatch(standing::contains));
        }
        return retired;
    }

    static Optional<CollectionBodies.Item> shown(CollectionRows.Item item, @Nullable Tombstone tombstone) {
        return Optional.ofNullable(tombstone)
                .map(stone -> new CollectionBodies.Item(
                        item.resourceId(),
                        Objects.requireNonNullElse(stone.title(), ""),
                        Objects.requireNonNullElse(stone.type(), ""),
                        "",
                        null,
                        item.note(),
                        item.addedBy(),
                        item.addedAt(),
                        stone));
    }
}
