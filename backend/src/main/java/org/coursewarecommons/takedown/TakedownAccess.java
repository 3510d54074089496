package org.coursewarecommons.takedown;

import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.catalog.VersionState;
import org.coursewarecommons.catalog.spi.ReadAccess;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.springframework.stereotype.Component;

/** What is suspended is read, beside its owner, by those alone who have to look at it. */
@Component
class TakedownAccess implements ReadAccess {

    @Override
    public boolean mayRead(Actor actor, VersionDetail version) {
        return version.state() == VersionState.SUSPENDED && isStaff(actor);
    }

    static boolean isStaff(Actor actor) {
        return actor.has(Role.DISTRICT_STEWARD)
                || actor.has(Role.COMMITTEE)
                || actor.has(Role.REVIEW_COORDINATOR)
                || actor.has(Role.AUDITOR);
    }
}
