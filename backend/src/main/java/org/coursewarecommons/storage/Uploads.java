package org.coursewarecommons.storage;

import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;

/** Finished upload sessions, for the modules that attach them to something. */
public interface Uploads {

    /**
     * The caller's own finished upload; may be used more than once until it expires. Waits up to 20 s for one that is
     * being completed, so it is never called inside a transaction.
     *
     * @throws ProblemException 422 on {@code /uploadId} when it is unknown or somebody else's, 409 when not finished
     */
    FinishedUpload finished(UUID uploadId, Actor actor);
}
