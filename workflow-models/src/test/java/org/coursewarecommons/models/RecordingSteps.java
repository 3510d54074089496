package org.coursewarecommons.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The beans {@code reviewSteps} and {@code reviewFacts} of the model tests: answers what the test sets, writes down what changes something.
 * Public with public methods, because the engine's expressions reach nothing else.
 */
public final class RecordingSteps {

    boolean filesPending;
    String checkResult = "PASSED";
    /** Where the review stands, and where it ends. */
    String level = "L3";

    String lastLevel = "L3";
    boolean contentChanged;
    boolean technicianStands;
    boolean technicianPassed = true;
    /** By form (E, T): how many sheets stand, how far apart, and whether they disagree on what is critical. */
    final Map<String, Integer> forms = new HashMap<>(Map.of("E", 2, "T", 2));

    final Map<String, Double> gaps = new HashMap<>(Map.of("E", 0.0, "T", 0.0));
    final Set<String> criticalSplits = new HashSet<>();
    final Set<String> passSplits = new HashSet<>();
    boolean meetingNeeded;
    String ruling = "NONE";
    String rightsBasis = "ORIGINAL";
    boolean rightsFile;
    int completeness = 95;
    boolean openReport;
    boolean promised = true;
    boolean vetoRaised;
    int vetoSeats = 1;
    boolean vetoesSettled;
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

    /** Of version 1 of the model, whose reviews may still run. */
    public int startRound(String submissionId) {
        act("startRound", submissionId);
        return ++round;
    }

    public int openRound(String submissionId) {
        act("openRound", submissionId);
        return ++round;
    }

    public String enterLevel(String submissionId) {
        act("enterLevel", submissionId, level);
        return level;
    }

    public void passLevel(String submissionId, String outcome) {
        act("passLevel", submissionId, level);
        level = "L" + (level.charAt(1) - '0' + 1);
    }

    public boolean lastLevel(String submissionId) {
        return level.equals(lastLevel);
    }

    public boolean contentChanged(String submissionId) {
        return contentChanged;
    }

    public boolean technicianStands(String submissionId) {
        ask("technicianStands");
        return technicianStands;
    }

    public int formCount(String submissionId, String form) {
        ask("formCount" + form);
        return forms.get(form);
    }

    public double scoreGap(String submissionId, String form) {
        return gaps.get(form);
    }

    public boolean criticalSplit(String submissionId, String form) {
        return criticalSplits.contains(form);
    }

    public boolean passSplit(String submissionId, String form) {
        return passSplits.contains(form);
    }

    public boolean meetingNeeded(String submissionId) {
        ask("meetingNeeded");
        return meetingNeeded;
    }

    public String ruling(String submissionId) {
        return ruling;
    }

    public String rightsBasis(String submissionId) {
        return rightsBasis;
    }

    public boolean rightsFile(String submissionId) {
        return rightsFile;
    }

    public int completeness(String submissionId) {
        return completeness;
    }

    public boolean openReport(String submissionId) {
        return openReport;
    }

    public boolean promised(String submissionId) {
        return promised;
    }

    public void holdBack(String submissionId, String obstacle) {
        act("holdBack", submissionId, obstacle);
    }

    public boolean technicianPassed(String submissionId) {
        ask("technicianPassed");
        return technicianPassed;
    }

    public boolean vetoRaised(String submissionId) {
        ask("vetoRaised");
        return vetoRaised;
    }

    public boolean vetoesSettled(String submissionId) {
        return vetoesSettled;
    }

    public int vetoSeats(String submissionId) {
        return vetoSeats;
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
