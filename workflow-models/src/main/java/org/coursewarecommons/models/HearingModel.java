package org.coursewarecommons.models;

import java.util.List;
import java.util.Set;

/** Every name of {@code resource-retirement.bpmn} and {@code takedown.bpmn} that code may use. */
public final class HearingModel {

    public static final List<String> RESOURCES = List.of("models/resource-retirement.bpmn", "models/takedown.bpmn");

    /** The hearing; the case's id is its business key. */
    public static final String PROCESS_RETIREMENT = "resource-retirement";
    /** The suspension after a serious report; the report's id is its business key. */
    public static final String PROCESS_TAKEDOWN = "takedown";

    /** The owner, or the collective in the owner's place, has answered; sets {@link #VARIABLE_CHOICE}. */
    public static final String MESSAGE_OWNER_ANSWERED = "owner-answered";
    /** Author, school or three verified users appeal. */
    public static final String MESSAGE_APPEAL_FILED = "appeal-filed";
    /** Starts the way back of what was retired. */
    public static final String MESSAGE_RESTORATION_ASKED = "restoration-asked";

    public static final String TASK_COMMITTEE_VOTE = "committeeVote";
    public static final String TASK_APPEAL_VOTE = "appealVote";
    public static final String TASK_EXECUTE_RETIREMENT = "executeRetirement";
    public static final String TASK_CONFIRM_RETIREMENT = "confirmRetirement";
    public static final String TASK_INFORM_COMMITTEE = "informCommittee";
    public static final String TASK_DECIDE_REPORT = "decideReport";

    /** No tasks: what the model calls the time to answer and to appeal. */
    public static final String STEP_OWNER_ANSWER = "ownerAnswer";

    public static final String STEP_COLLECTIVE_ANSWER = "collectiveAnswer";
    public static final String STEP_APPEAL = "appeal";

    /** Begins with the notice; a case that is under way elsewhere begins there, at the appeal or in its window. */
    public static final String ELEMENT_ANNOUNCE_DECISION = "announceDecision";

    public static final String ELEMENT_OPEN_APPEAL = "openAppeal";

    /** What the table of proposals says of a resource that is to be heard. */
    public static final String PROPOSAL = "NOMINATE_RETIRE";

    /** String, given at the start. */
    public static final String VARIABLE_CASE_ID = "caseId";
    /** String, one of {@link #CHOICES}, given with the owner's answer. */
    public static final String VARIABLE_CHOICE = "choice";

    public static final Set<String> CHOICES = Set.of("AGREE", "REVISE", "CONTEST");
    /** What {@code retirementSteps.countVotes} may answer. */
    public static final Set<String> DECISIONS = Set.of("RETIRE", "IMPROVE", "KEEP", "NO_QUORUM");
    /** What {@code retirementSteps.countAppeal} may answer. */
    public static final Set<String> RULINGS = Set.of("UPHOLD", "REVERSE", "RETURN", "NO_QUORUM");

    /** What {@code takedownSteps.outcome} may answer: CONFIRM while a second person has to agree to RETIRE. */
    public static final Set<String> OUTCOMES = Set.of("RESTORE", "FIX", "RETIRE", "CONFIRM");

    private HearingModel() {}
}
