package org.coursewarecommons.interop;

/** How far a job in the background is. */
enum JobState {
    PENDING,
    RUNNING,
    DONE,
    /** The job as a whole could not be done; single rows that fail don't make it so. */
    FAILED;

    boolean isFinal() {
        return this == DONE || this == FAILED;
    }
}
