package org.coursewarecommons.inspection;

/** How far the technical check of a file is. */
public enum InspectionState {
    PENDING,
    PASSED,
    /** Readable, but a reviewer should look at the findings. */
    REVIEW,
    /** Not acceptable: wrong type, unreadable, beyond a limit. */
    FAILED,
    /** Dangerous: the version goes to quarantine. */
    QUARANTINED,
    /** The check itself could not be done, so nothing is known of the file: it never counts as passed. */
    ERROR;

    /** No further change will come, unless somebody asks for another check. */
    public boolean isFinal() {
        return this != PENDING;
    }
}
