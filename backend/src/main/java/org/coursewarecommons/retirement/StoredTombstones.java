package org.coursewarecommons.retirement;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Tombstone;
import org.coursewarecommons.catalog.spi.TombstoneSource;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.sharing.Visibility;
import org.springframework.stereotype.Component;

/** Answers the catalogue: the tombstone is for those who could have read the resource, and for those who watch over all. */
@Component
class StoredTombstones implements TombstoneSource {

    private final TombstoneRows rows;
    private final Visibility visibility;

    StoredTombstones(TombstoneRows rows, Visibility visibility) {
        this.rows = rows;
        this.visibility = visibility;
    }

    @Override
    public Map<UUID, Tombstone> of(Collection<UUID> resourceIds) {
        return rows.of(resourceIds);
    }

    @Override
    public boolean mayKnow(UUID resourceId, Actor actor) {
        return actor.has(Role.DISTRICT_STEWARD)
                || actor.has(Role.AUDITOR)
                || actor.has(Role.COMMITTEE)
                || actor.has(Role.APPEAL_PANEL)
                || rows.find(resourceId)
                        .filter(row -> !Collections.disjoint(row.scopes(), visibility.scopesOf(actor)))
                        .isPresent();
    }
}
