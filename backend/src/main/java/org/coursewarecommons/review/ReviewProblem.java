package org.coursewarecommons.review;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum ReviewProblem implements ProblemCode {
    /** The person stands too near to the author (DT-R2). Arguments: the rule. */
    CONFLICT_OF_INTEREST(HttpStatus.FORBIDDEN),
    /** The person isn't appointed to review this. Arguments: the rule. */
    NOT_APPOINTED(HttpStatus.FORBIDDEN),
    /** The version is under review already. */
    SUBMISSION_OPEN(HttpStatus.CONFLICT),
    /** The version is being scored for a calibration on this form already. */
    CALIBRATION_OPEN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    ReviewProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
