package org.coursewarecommons.audit;

/** What somebody may do to the record. */
enum Tampering {
    CHANGE_EVENT,
    CHANGE_FACTS,
    CHANGE_TIME,
    CHANGE_ACTOR,
    CHANGE_NAME,
    CHANGE_SUBJECT,
    CHANGE_TRACE,
    ERASE_NAME,
    DELETE_LINE,
    DELETE_SEAL,
    DELETE_BOTH,
    SWAP_LINES,
    SWAP_SEALS,
    INSERT_LINE,
    INSERT_INTO_CHAIN,
    CHANGE_HASH,
    TRUNCATE_TAIL,
    /** The change, and then the whole chain after it anew, with good hashes. */
    REWRITE_FROM_HERE
}
