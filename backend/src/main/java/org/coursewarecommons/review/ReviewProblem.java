package org.coursewarecommons.review;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum ReviewProblem implements ProblemCode {
    /** The person stands too near to the author (DT-R2). Arguments: the rule. */
    CONFLICT_OF_INTEREST("conflict-of-interest", HttpStatus.FORBIDDEN),
    /** The person isn't appointed to review this. Arguments: the rule. */
    NOT_APPOINTED("not-appointed", HttpStatus.FORBIDDEN),
    /** The version is under review already. */
    SUBMISSION_OPEN("submission-open", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    ReviewProblem(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
