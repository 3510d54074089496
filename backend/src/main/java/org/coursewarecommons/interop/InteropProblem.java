package org.coursewarecommons.interop;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum InteropProblem implements ProblemCode {
    /** The zip of an export can't be fetched any more. */
    EXPORT_EXPIRED(HttpStatus.GONE);

    private final HttpStatus status;

    InteropProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
