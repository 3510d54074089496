package org.coursewarecommons.worklist;

/** How far a task is. */
public enum TaskState {
    /** Nobody has taken it. */
    OPEN,
    CLAIMED,
    DECIDED,
    /** The process took another way before anybody decided. */
    CLOSED;

    boolean isActive() {
        return this == OPEN || this == CLAIMED;
    }
}
