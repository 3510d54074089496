package org.coursewarecommons.models;

import java.util.List;
import java.util.Set;

/**
 * Every name of {@code resource-review.bpmn} and its decision tables that code may use. The module's tests hold each
 * constant against the models, so a renamed element breaks the build and not a running review.
 */
public final class ReviewModel {

    /** Class path locations of the models; they belong into one deployment, because the process binds its tables there. */
    public static final List<String> RESOURCES = List.of(
            "models/resource-review.bpmn",
            "models/required-reviews.dmn",
            "models/reviewer-eligibility.dmn",
            "models/review-disagreement.dmn",
            "models/review-outcome.dmn",
            "models/review-clocks.dmn",
            "models/publication-conditions.dmn");

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
    /** The expert may revise an earlier sheet, knowing the other one. */
    public static final String TASK_EXPERT_CONVERGENCE = "expertConvergence";
    /** The teacher may revise an earlier sheet, knowing the other one. */
    public static final String TASK_TEACHER_CONVERGENCE = "teacherConvergence";

    public static final String TASK_THIRD_EXPERT_REVIEW = "thirdExpertReview";
    public static final String TASK_THIRD_TEACHER_REVIEW = "thirdTeacherReview";
    public static final String TASK_ADJUDICATION_EXPERT = "adjudicationExpert";
    public static final String TASK_ADJUDICATION_TEACHER = "adjudicationTeacher";
    public static final String TASK_ADJUDICATION_TECHNICIAN = "adjudicationTechnician";

    /** No task: what the contributor's time for revising is called in the table of clocks. */
    public static final String STEP_AUTHOR_REVISION = "authorRevision";

    /** Waits for the revised version or the end of the time for it; what was sent back elsewhere begins here. */
    public static final String ELEMENT_AWAIT_AUTHOR = "awaitAuthor";

    /** DT-R1: how many reviewers of each role. */
    public static final String DECISION_REQUIRED_REVIEWS = "required-reviews";
    /** DT-R2: whether a reviewer may take a task; asked by code. */
    public static final String DECISION_REVIEWER_ELIGIBILITY = "reviewer-eligibility";
    /** DT-R3: what follows when sheets of one role differ. */
    public static final String DECISION_REVIEW_DISAGREEMENT = "review-disagreement";
    /** DT-R5: how many working days a step has; asked by code. */
    public static final String DECISION_REVIEW_CLOCKS = "review-clocks";
    /** DT-R6: what a version for the district needs beside good scores. */
    public static final String DECISION_PUBLICATION_CONDITIONS = "publication-conditions";
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
    /** String: L1, L2 or L3, set by the process. */
    public static final String VARIABLE_LEVEL = "level";
    /** Boolean, from the table of required reviews. */
    public static final String VARIABLE_COMMITTEE = "committee";
    /** String, one of {@link #DISAGREEMENTS}. */
    public static final String VARIABLE_EXPERT_ACTION = "expertAction";
    /** String, one of {@link #DISAGREEMENTS}. */
    public static final String VARIABLE_TEACHER_ACTION = "teacherAction";
    /** String, one of {@link #OBSTACLES}. */
    public static final String VARIABLE_OBSTACLE = "obstacle";
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

    /** What the table of disagreement may answer. */
    public static final Set<String> DISAGREEMENTS = Set.of("MEAN", "CONVERGE", "THIRD", "MEDIAN", "MEETING");

    /** What an adjudication meeting may come to; NONE without one. */
    public static final Set<String> RULINGS = Set.of("NONE", "APPROVE", "RETURN", "REJECT");

    /** What the table of publication conditions may answer; NONE publishes. */
    public static final Set<String> OBSTACLES =
            Set.of("NONE", "PROMISE_MISSING", "RIGHTS_FILE_MISSING", "METADATA_INCOMPLETE", "OPEN_REPORT");

    private ReviewModel() {}
}
