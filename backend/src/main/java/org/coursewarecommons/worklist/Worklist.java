package org.coursewarecommons.worklist;

import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;

/** What other modules may ask of the tasks. */
public interface Worklist {

    /** Whether the caller holds, has decided or could claim a task of the case. */
    boolean isInvolved(Actor actor, UUID caseId);

    /** Every task of a case, oldest first. */
    List<Task> ofCase(UUID caseId);
}
