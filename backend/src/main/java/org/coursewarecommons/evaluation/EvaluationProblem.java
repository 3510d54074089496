package org.coursewarecommons.evaluation;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum EvaluationProblem implements ProblemCode {
    /** A term is evaluated once in shadow and once for real. */
    CYCLE_EXISTS(HttpStatus.CONFLICT),
    /** Results are restated at most once. */
    RESTATED_ALREADY(HttpStatus.CONFLICT),
    /** A later term was evaluated meanwhile, and went by these results. */
    RESTATED_TOO_LATE(HttpStatus.CONFLICT);

    private final HttpStatus status;

    EvaluationProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
