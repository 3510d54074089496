package org.coursewarecommons.identity;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum IdentityProblem implements ProblemCode {
    /** The token is good, but nobody is known under its subject. */
    NO_PERSON(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    IdentityProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
