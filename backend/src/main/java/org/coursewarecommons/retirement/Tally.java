package org.coursewarecommons.retirement;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts votes (DT-E2). Who abstains is there and counts for the quorum, not for the majority; what no majority wants
 * does not happen, and in doubt the resource stays.
 *
 * @param result RETIRE, IMPROVE, KEEP, UPHOLD, REVERSE, RETURN, or NO_QUORUM
 * @param reason what those wrote who voted for the result
 */
record Tally(String result, String reason) {

    static final String NO_QUORUM = "NO_QUORUM";
    static final Set<String> SIDES = Set.of("EXPERT", "TEACHER", "TECHNICIAN");
    static final int COMMITTEE_QUORUM = 5;
    static final int PANEL_QUORUM = 3;

    /** RETIRE takes more than half of the votes cast, so does KEEP; what lies between is IMPROVE. */
    static Tally ofCommittee(List<HearingRecords.Vote> votes) {
        Set<String> present = votes.stream()
                .map(HearingRecords.Vote::side)
                .filter(side -> side != null)
                .collect(Collectors.toSet());
        if (votes.size() < COMMITTEE_QUORUM || !present.containsAll(SIDES)) {
            return new Tally(NO_QUORUM, "");
        }
        long cast = count(votes, "RETIRE") + count(votes, "IMPROVE") + count(votes, "KEEP");
        if (2 * count(votes, "RETIRE") > cast) {
            return of(votes, "RETIRE");
        }
        return of(votes, cast == 0 || 2 * count(votes, "KEEP") > cast ? "KEEP" : "IMPROVE");
    }

    /** UPHOLD takes more than half of the votes cast, so does RETURN; anything else reverses the decision. */
    static Tally ofPanel(List<HearingRecords.Vote> votes) {
        if (votes.size() < PANEL_QUORUM) {
            return new Tally(NO_QUORUM, "");
        }
        long cast = count(votes, "UPHOLD") + count(votes, "REVERSE") + count(votes, "RETURN");
        if (2 * count(votes, "UPHOLD") > cast) {
            return of(votes, "UPHOLD");
        }
        return of(votes, 2 * count(votes, "RETURN") > cast ? "RETURN" : "REVERSE");
    }

    private static Tally of(List<HearingRecords.Vote> votes, String result) {
        return new Tally(
                result,
                votes.stream()
                        .filter(vote -> vote.vote().equals(result))
                        .map(HearingRecords.Vote::reason)
                        .collect(Collectors.joining("\n")));
    }

    private static long count(List<HearingRecords.Vote> votes, String choice) {
        return votes.stream().filter(vote -> vote.vote().equals(choice)).count();
    }
}
