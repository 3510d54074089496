package org.coursewarecommons.search;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum SearchProblem implements ProblemCode {
    /** A person keeps so many searches at most. */
    TOO_MANY_SAVED_SEARCHES(HttpStatus.CONFLICT);

    private final HttpStatus status;

    SearchProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
