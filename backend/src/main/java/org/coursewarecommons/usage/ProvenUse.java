package org.coursewarecommons.usage;

import java.util.UUID;

/** Whether somebody has really used a resource: who has not, speaks neither for nor against it. */
public interface ProvenUse {

    boolean hasUsed(UUID resourceId, UUID personId);
}
