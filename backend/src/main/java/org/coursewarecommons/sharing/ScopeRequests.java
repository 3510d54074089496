package org.coursewarecommons.sharing;

import java.util.UUID;

/** What the review tells of a version that it looked at for a wider scope. */
public interface ScopeRequests {

    /** The review has ended; the request goes on. In the caller's transaction. */
    void reviewEnded(UUID requestId, boolean passed);
}
