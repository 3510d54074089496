package org.coursewarecommons.models;

import java.util.List;
import java.util.Set;

/**
 * Every name of {@code resource-review.bpmn} and its decision tables that code may use. The module's tests hold each
 * constant against the models, so a renamed element breaks the build and not a running review.
 */
public final class ReviewModel {

    /** Class path locations of the models; they belong into one deployment, because the process binds its tables there. */
    public static final List<String> RESOURCES =
            List.of("models/resource-review.bpmn", "models/required-reviews.dmn", "models/review-outcome.dmn");

    /** The key to start a review with; the submission's id is its business key. */
    public static final String PROCESS_KEY = "resource-review";

    /** All files of the version have left inspection, whatever the result. */
    public static final String MESSAGE_FILES_FINISHED = "files-finished";
    /** The contributor sent the revised version. */
    public static final String MESSAGE_RESUBMITTED = "resubmitted";
    /** The contributor withdraws; accepted as long as the review runs. */
    public static final String MESSAGE_WITHDRAWN = "withdrawn";

    public static final String TASK_TECHNICIAN_REVIEW = "technicianReview";
    public static final String TASK_EXPERT_REVIEW = "expertReview";
    public static final String TASK_TEACHER_REVIEW = "teacherReview";
    public static final String TASK_VETO_CHECK = "vetoCheck";

    /** Waits for the revised version or the end of the time for it; what was sent back elsewhere begins here. */
    public static final String ELEMENT_AWAIT_AUTHOR = "awaitAuthor";

    /** DT-R1: how many reviewers of each role. */
    public static final String DECISION_REQUIRED_REVIEWS = "required-reviews";
    /** DT-R4: the outcome of a round. */
    public static final String DECISION_REVIEW_OUTCOME = "review-outcome";

    /** String, given at the start. */
    public static final String VARIABLE_SUBMISSION_ID = "submissionId";
    /** String, given at the start: SCHOOL, COLLECTIVE, DISTRICT or PUBLIC. */
    public static final String VARIABLE_TARGET_SCOPE = "targetScope";
    /** String, given at the start: MAJOR or MINOR. */
    public static final String VARIABLE_VERSION_KIND = "versionKind";
    /** Integer from 1, set by the process. */
    public static final String VARIABLE_ROUND = "round";
    /** Integer, from the table of required reviews. */
    public static final String VARIABLE_EXPERTS = "experts";
    /** Integer, from the table of required reviews. */
    public static final String VARIABLE_TEACHERS = "teachers";
    /** Integer, from the table of required reviews. */
    public static final String VARIABLE_TECHNICIANS = "technicians";
    /** String, one of {@link #CHECK_RESULTS}. */
    public static final String VARIABLE_CHECK_RESULT = "checkResult";
    /** String, one of {@link #OUTCOMES}. */
    public static final String VARIABLE_OUTCOME = "outcome";

    /** What {@code reviewSteps.checkItem} may answer; anything else stops the review. */
    public static final Set<String> CHECK_RESULTS = Set.of("PASSED", "FAILED", "QUARANTINED");

    /** What the table of outcomes may answer. */
    public static final Set<String> OUTCOMES = Set.of(
            "APPROVED_RECOMMENDED",
            "APPROVED",
            "APPROVED_WITH_NOTES",
            "REVISE",
            "REVISE_CONSIDER_WITHDRAWING",
            "MERGE_OFFER",
            "REJECTED");

    private ReviewModel() {}
}
