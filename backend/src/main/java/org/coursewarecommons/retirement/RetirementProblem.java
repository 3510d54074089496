package org.coursewarecommons.retirement;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum RetirementProblem implements ProblemCode {
    /** A hearing about it runs already. */
    HEARING_OPEN(HttpStatus.CONFLICT),
    /** The resource isn't shared in that collective by itself. */
    NOT_SHARED_THERE(HttpStatus.CONFLICT),
    /** The person may not take part in this hearing. Arguments: the rule. */
    HEARING_CONFLICT(HttpStatus.FORBIDDEN),
    /** Only who has used it may speak for it. */
    NOT_A_USER(HttpStatus.FORBIDDEN),
    /** The time to appeal is over, or has not begun. */
    APPEAL_NOT_OPEN(HttpStatus.CONFLICT),
    /** The time to answer is over, or has not begun. */
    ANSWER_NOT_OPEN(HttpStatus.CONFLICT),
    /** It takes two different persons. */
    TWO_PERSONS(HttpStatus.FORBIDDEN),
    /** The files are to be kept until then. Arguments: the day. */
    RETENTION_RUNS(HttpStatus.CONFLICT),
    /** Its bytes are gone, or may never be shown again. */
    NOT_RESTORABLE(HttpStatus.CONFLICT),
    /** Somebody has asked for it already. */
    PURGE_OPEN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    RetirementProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
