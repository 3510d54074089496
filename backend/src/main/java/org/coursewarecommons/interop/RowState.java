package org.coursewarecommons.interop;

/** What became of a row of a manifest. */
enum RowState {
    PENDING,
    /** A dry run found nothing wrong. */
    VALID,
    DONE,
    FAILED,
    /** Nothing to do: it is here already. */
    SKIPPED
}
