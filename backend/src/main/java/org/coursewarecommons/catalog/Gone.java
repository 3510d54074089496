package org.coursewarecommons.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.spi.TombstoneSource;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.springframework.stereotype.Component;

/** What is answered in the place of a resource that was retired. */
@Component
class Gone {

    private final TombstoneSource tombstones;

    Gone(TombstoneSource tombstones) {
        this.tombstones = tombstones;
    }

    Map<UUID, Tombstone> of(Collection<UUID> resourceIds) {
        return resourceIds.isEmpty() ? Map.of() : tombstones.of(resourceIds);
    }

    /** 410 with the tombstone where one stands and the caller may know of it, else 404. @param all of one resource */
    ProblemException refusal(List<VersionRow> all, Actor actor) {
        return all.stream()
                .filter(row -> row.state().isGone())
                .findFirst()
                .filter(row -> row.ownerId().equals(actor.id()) || tombstones.mayKnow(row.resourceId(), actor))
                .map(row -> of(List.of(row.resourceId())).get(row.resourceId()))
                .<ProblemException>map(ResourceGone::new)
                .orElseGet(ProblemException::notFound);
    }
}
