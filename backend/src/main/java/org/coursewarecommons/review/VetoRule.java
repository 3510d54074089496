package org.coursewarecommons.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reason to stop (一票否决).
 *
 * @param raisedBy roles, also MACHINE and other sources that are no persons
 * @param confirmedBy places of {@link VetoSeat}, one person each
 * @param subjects of the expert among them; empty for those of the item
 * @param withinDays working days from the raising, 0 for the same day; null for as long as any check
 */
record VetoRule(
        String code,
        Kind kind,
        List<String> raisedBy,
        List<String> confirmedBy,
        List<String> subjects,
        @Nullable Integer withinDays) {

    VetoRule {
        raisedBy = List.copyOf(raisedBy);
        confirmedBy = List.copyOf(confirmedBy);
        subjects = List.copyOf(subjects);
        seats(confirmedBy, subjects);
    }

    /** Who must agree, all of them. */
    List<VetoSeat> seats() {
        return seats(confirmedBy, subjects);
    }

    private static List<VetoSeat> seats(List<String> places, List<String> subjects) {
        return places.stream()
                .map(place -> new VetoSeat(place, place.equals("EXPERT") ? subjects : List.of()))
                .toList();
    }

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
