package org.coursewarecommons.identity;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum IdentityProblem implements ProblemCode {
    /** The token is good, but nobody is known under its subject. */
    NO_PERSON("no-person", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    IdentityProblem(String code, HttpStatus status) {
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
