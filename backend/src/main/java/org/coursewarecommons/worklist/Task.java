package org.coursewarecommons.worklist;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as stored.
 *
 * @param taskKey {@code processKey/taskKey} of the model
 * @param kind TECHNICIAN, EXPERT, TEACHER, VETO_CHECK …
 * @param caseId what is decided about, for example a submission
 * @param level L1, L2 or L3
 * @param form which rubric is filled; null for a vote
 * @param holderId who took it
 * @param basedOnTaskId the task whose decision may be revised by this one
 * @param reservedFor the scope whose members alone take it by themselves
 * @param proposedId whom the assignment recommends
 */
public record Task(
        UUID id,
        String engineTaskId,
        String taskKey,
        String kind,
        UUID caseId,
        int round,
        UUID resourceId,
        String title,
        String subject,
        String stage,
        String level,
        @Nullable String form,
        Instant since,
        @Nullable Instant due,
        @Nullable UUID holderId,
        TaskState state,
        @Nullable Instant decidedAt,
        @Nullable UUID basedOnTaskId,
        @Nullable String reservedFor,
        @Nullable UUID proposedId,
        long revision) {

    boolean isHeldBy(UUID personId) {
        return state == TaskState.CLAIMED && personId.equals(holderId);
    }
}
