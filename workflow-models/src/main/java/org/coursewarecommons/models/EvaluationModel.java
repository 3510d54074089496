package org.coursewarecommons.models;

import java.util.List;
import java.util.Set;

/** Every name of {@code usage-evaluation.bpmn} and its decision table that code may use; held against them by tests. */
public final class EvaluationModel {

    /** Class path locations of the models. */
    public static final List<String> RESOURCES = List.of("models/usage-evaluation.bpmn", "models/effect-proposal.dmn");

    /** The key to start a cycle with; the cycle's id is its business key. */
    public static final String PROCESS_KEY = "usage-evaluation";

    /** The committee has read the results; one reading ends the wait. */
    public static final String MESSAGE_RESULTS_READ = "results-read";
    /** The committee wants them computed anew; at most once in a cycle. */
    public static final String MESSAGE_RESTATEMENT_ASKED = "restatement-asked";

    /** DT-E1: what the system proposes for a resource; asked by code, once per resource. */
    public static final String DECISION_EFFECT_PROPOSAL = "effect-proposal";

    /** String, given at the start. */
    public static final String VARIABLE_CYCLE_ID = "cycleId";
    /** Boolean, given at the start: shown to the committee, without any action. */
    public static final String VARIABLE_SHADOW = "shadow";

    /** What the table of proposals may answer. */
    public static final Set<String> PROPOSALS = Set.of(
            "SUSPEND",
            "SUPERSEDE",
            "MERGE",
            "OBSERVE",
            "PROMOTE",
            "KEEP",
            "IMPROVE",
            "HUMAN_REVIEW",
            "NOMINATE_RETIRE");

    private EvaluationModel() {}
}
