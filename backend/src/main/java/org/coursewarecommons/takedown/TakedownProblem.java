package org.coursewarecommons.takedown;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum TakedownProblem implements ProblemCode {
    /** Who made it can withdraw it, and needs no report. */
    REPORTS_OWN(HttpStatus.FORBIDDEN),
    /** The same person has reported it, and that is not settled. */
    REPORTED_ALREADY(HttpStatus.CONFLICT),
    /** The person stands too near to the resource or to the report. Arguments: the rule. */
    REPORT_CONFLICT(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    TakedownProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
