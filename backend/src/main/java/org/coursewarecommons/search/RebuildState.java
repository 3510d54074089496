package org.coursewarecommons.search;

/** What became of a rebuild. */
enum RebuildState {
    RUNNING,
    DONE,
    CANCELLED,
    /** Given up; the index that is searched has not been touched. */
    FAILED
}
