package org.coursewarecommons.retirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Decision;
import org.coursewarecommons.worklist.Decision.Vote;

/** What a vote must have: one of the kind's choices, a written reason, and nothing of a score sheet. */
final class VoteForm {

    private static final int REASON_LENGTH = 10;

    private VoteForm() {}

    /** @return the reason. @throws ProblemException 422 with every fault */
    static String require(Decision decision, Set<Vote> choices) {
        List<Fault> faults = new ArrayList<>();
        if (decision.vote() == null) {
            faults.add(Fault.of("/vote", "required"));
        } else if (!choices.contains(decision.vote())) {
            faults.add(Fault.of("/vote", "unknown-code", decision.vote()));
        }
        String reason = decision.comment() == null ? "" : decision.comment().strip();
        if (reason.codePointCount(0, reason.length()) < REASON_LENGTH) {
            faults.add(Fault.of("/comment", "reason-required", REASON_LENGTH));
        }
        if (!decision.scores().isEmpty()) {
            faults.add(Fault.of("/scores", "not-on-this-task"));
        }
        if (!decision.vetoes().isEmpty()) {
            faults.add(Fault.of("/vetoes", "not-on-this-task"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return reason;
    }
}
