package org.coursewarecommons.sharing;

import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.worklist.Worklist;
import org.springframework.stereotype.Component;

/** Whoever is asked whether a resource may come into their scope may look at it before. */
@Component
class StewardAccess implements ReadAccess {

    private final ScopeRequestRows rows;
    private final Worklist worklist;

    StewardAccess(ScopeRequestRows rows, Worklist worklist) {
        this.rows = rows;
        this.worklist = worklist;
    }

    @Override
    public boolean mayRead(Actor actor, VersionDetail version) {
        return (actor.has(Role.COLLECTIVE_STEWARD) || actor.has(Role.DISTRICT_STEWARD))
                && version.state().isReadable()
                && rows.openOf(version.resourceId()).stream().anyMatch(id -> worklist.isInvolved(actor, id));
    }
}
