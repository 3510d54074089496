package org.coursewarecommons.catalog.spi;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.Tombstone;
import org.coursewarecommons.identity.Actor;

/** The tombstones of retired resources. Answered by the module that retires. */
public interface TombstoneSource {

    /** Those that stand, by resource; others are missing. In one statement, for lists. */
    Map<UUID, Tombstone> of(Collection<UUID> resourceIds);

    /** Whether somebody other than the owner may know that the resource was there: who could have read it. */
    boolean mayKnow(UUID resourceId, Actor actor);
}
