package org.coursewarecommons.worklist;

/** Why a task changed hands without its holder's doing. */
public enum HandoverCause {
    /** A coordinator gave it to somebody. */
    REASSIGNED,
    /** A coordinator offered it to all again. */
    RETURNED,
    /** The holder is on leave. */
    ABSENCE,
    /** Its time was over. */
    OVERDUE,
    /** A declared interest. */
    CONFLICT,
    /** The appointment that opened it ended or was suspended. */
    APPOINTMENT,
    /** The rules of assignment gave it to somebody. */
    ASSIGNED
}
