package org.coursewarecommons.sharing.spi;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;

/** Which review a wider scope asks for. Answered by the module that owns the review. */
public interface ScopeReview {

    /** Levels (L1, L2, L3) that the wider scope asks for and the published version has not passed, lowest first. */
    List<String> missing(UUID versionId, TargetScope wider);

    /**
     * Starts the review of a published version at the lowest missing level, in the caller's transaction. Its end is told
     * to {@link org.coursewarecommons.sharing.ScopeRequests#reviewEnded}, maybe before this returns.
     *
     * @return the submission's id
     */
    UUID begin(UUID requestId, UUID versionId, TargetScope wider);

    /** Ends the review that runs for the request, if one does. */
    void cancel(UUID requestId);
}
