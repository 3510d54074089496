package org.coursewarecommons.sharing;

import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;

/** Asking for a wider scope on somebody's behalf, and what the review tells of a version that it looked at for one. */
public interface ScopeRequests {

    /**
     * Asks for a wider scope in the district's name, like the door does for owners and stewards of schools.
     *
     * @return the request's id
     * @throws ProblemException 403 for who is no steward of the district, 404, 409 when it isn't wider or one is open, or 422 for a collective of others
     */
    UUID ask(UUID resourceId, TargetScope wider, @Nullable String note, Actor actor);

    /** The review has ended; the request goes on. In the caller's transaction. */
    void reviewEnded(UUID requestId, boolean passed);
}
