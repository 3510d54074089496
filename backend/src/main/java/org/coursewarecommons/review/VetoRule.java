package org.coursewarecommons.review;

import java.util.List;

/**
 * One reason to stop (一票否决).
 *
 * @param raisedBy roles, also MACHINE and other sources that are no persons
 */
record VetoRule(String code, Kind kind, List<String> raisedBy) {

    /** What a confirmed veto leads to. */
    enum Kind {
        /** Rejected. */
        HARD,
        /** Sent back. */
        FIXABLE,
        /** Offered to merge with its twin. */
        MERGE
    }
}
