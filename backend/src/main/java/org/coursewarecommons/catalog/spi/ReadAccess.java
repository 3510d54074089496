package org.coursewarecommons.catalog.spi;

import java.util.Set;
import java.util.UUID;
import org.coursewarecommons.catalog.VersionDetail;
import org.coursewarecommons.identity.Actor;

/**
 * Whether somebody other than the owner may read a version with its files. Several modules answer (the scopes of a
 * published one, the reviewers of a submitted one); one "yes" is enough, none means no.
 */
public interface ReadAccess {

    boolean mayRead(Actor actor, VersionDetail version);

    /**
     * Those of the live resources of which a "yes" can be said for many at once; of the others {@link #mayRead} is asked.
     */
    default Set<UUID> readable(Actor actor, Set<UUID> liveResourceIds) {
        return Set.of();
    }
}
