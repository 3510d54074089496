package org.coursewarecommons.supply;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum SupplyProblem implements ProblemCode {
    /** Commissions go to schools that lead a group or alliance. */
    NOT_A_LEAD_SCHOOL(HttpStatus.CONFLICT),
    /** A recommendation for a school, and the caller belongs to none. */
    NO_OWN_SCHOOL(HttpStatus.CONFLICT),
    TOO_MANY_FOLLOWS(HttpStatus.CONFLICT);

    private final HttpStatus status;

    SupplyProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
