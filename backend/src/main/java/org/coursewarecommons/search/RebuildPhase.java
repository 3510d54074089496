package org.coursewarecommons.search;

/** How far a rebuild is. */
enum RebuildPhase {
    /** Every resource once, in the order of their ids. */
    SCAN,
    /** What changed meanwhile. */
    CATCH_UP,
    /** The new index against the one that is searched. */
    COMPARE,
    /** Feed and searches move over. */
    SWITCH,
    /** The old index goes, once no search can be at it any more. */
    DROP
}
