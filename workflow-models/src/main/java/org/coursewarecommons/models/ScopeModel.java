package org.coursewarecommons.models;

/** Every name of {@code scope-promotion.bpmn} that code may use; the module's tests hold each against the model. */
public final class ScopeModel {

    /** Class path location. */
    public static final String RESOURCE = "models/scope-promotion.bpmn";

    /** The key to start with; the request's id is its business key. */
    public static final String PROCESS_KEY = "scope-promotion";

    /** The review that the wider scope asked for has come to its end, whatever the result. */
    public static final String MESSAGE_REVIEW_FINISHED = "scope-review-finished";
    /** Who asked takes it back; accepted as long as the process runs. */
    public static final String MESSAGE_WITHDRAWN = "scope-request-withdrawn";

    public static final String TASK_STEWARD_CONSENT = "stewardConsent";

    /** String, given at the start. */
    public static final String VARIABLE_REQUEST_ID = "requestId";
    /** Boolean, set by the process: a review is to be waited for. */
    public static final String VARIABLE_REVIEW_OPEN = "reviewOpen";

    private ScopeModel() {}
}
