package org.coursewarecommons.interop;

/** What becomes of the rows of an import. */
enum ImportMode {
    /** Drafts. */
    NORMAL,
    /** The state, scope and decision that another system recorded are taken over. */
    HISTORIC
}
