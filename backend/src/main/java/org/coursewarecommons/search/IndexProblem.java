package org.coursewarecommons.search;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum IndexProblem implements ProblemCode {
    /** One rebuild at a time. Arguments: id of the one that is running. */
    REBUILD_RUNNING(HttpStatus.CONFLICT);

    private final HttpStatus status;

    IndexProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
