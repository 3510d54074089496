package org.coursewarecommons.organisation.spi;

import java.util.Set;
import org.coursewarecommons.identity.Actor;

/** Names the scopes in which a caller reads, for the door {@code /me}. Answered by the module that owns visibility. */
@FunctionalInterface
public interface ScopeNames {

    /** Stable scope ids, for example {@code district} or {@code school:<uuid>}, as they are now. */
    Set<String> scopesOf(Actor actor);
}
