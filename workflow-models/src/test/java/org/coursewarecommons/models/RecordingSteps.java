package org.coursewarecommons.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The bean {@code reviewSteps} of the model tests: answers what the test sets, writes down what changes something.
 * Public with public methods, because the engine's expressions reach nothing else.
 */
public final class RecordingSteps {

    boolean filesPending;
    String checkResult = "PASSED";
    boolean technicianPassed = true;
    boolean vetoRaised;
    boolean hardVeto;
    boolean duplicateVeto;
    boolean fixableVeto;
    boolean criticalFailed;
    double minRoleScore = 76.39;
    double composite = 79.24;
    final List<String> effects = new ArrayList<>();

    private int round;
    private final Set<String> failing = new HashSet<>();

    /** The named step throws until {@link #repair()}. */
    void breakStep(String step) {
        failing.add(step);
    }

    void repair() {
        failing.clear();
    }

    public boolean filesPending(String submissionId) {
        ask("filesPending");
        return filesPending;
    }

    public String checkItem(String submissionId) {
        act("checkItem", submissionId);
        return checkResult;
    }

    public void returnToDraft(String submissionId, String result) {
        act("returnToDraft", submissionId, result);
    }

    public int startRound(String submissionId) {
        act("startRound", submissionId);
        return ++round;
    }

    public boolean technicianPassed(String submissionId) {
        ask("technicianPassed");
        return technicianPassed;
    }

    public boolean vetoRaised(String submissionId) {
        ask("vetoRaised");
        return vetoRaised;
    }

    public boolean hardVetoConfirmed(String submissionId) {
        return hardVeto;
    }

    public boolean duplicateVetoConfirmed(String submissionId) {
        return duplicateVeto;
    }

    public boolean fixableVetoConfirmed(String submissionId) {
        return fixableVeto;
    }

    public boolean criticalFailed(String submissionId) {
        return criticalFailed;
    }

    public double minRoleScore(String submissionId) {
        return minRoleScore;
    }

    public double composite(String submissionId) {
        return composite;
    }

    public void accept(String submissionId, String outcome) {
        act("accept", submissionId, outcome);
    }

    public void requestRevision(String submissionId, String outcome) {
        act("requestRevision", submissionId, outcome);
    }

    public void withdrawOverdue(String submissionId) {
        act("withdrawOverdue", submissionId);
    }

    public void reject(String submissionId) {
        act("reject", submissionId);
    }

    public void withdraw(String submissionId) {
        act("withdraw", submissionId);
    }

    private void ask(String step) {
        if (failing.contains(step)) {
            throw new IllegalStateException("step " + step + " is broken");
        }
    }

    private void act(String step, String... arguments) {
        ask(step);
        effects.add(step + "(" + String.join(", ", arguments) + ")");
    }
}
