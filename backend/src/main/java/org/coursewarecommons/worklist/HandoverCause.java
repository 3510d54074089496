package org.coursewarecommons.worklist;

/** Why a task changed hands without its holder's doing. */
public enum HandoverCause {
    /** A coordinator gave it to somebody. */
    REASSIGNED,
    /** A coordinator gave it back to all. */
    RETURNED,
    /** The holder is on leave. */
    ABSENCE,
    /** The holder's time was over. */
    OVERDUE,
    /** The holder declared an interest. */
    CONFLICT
}
