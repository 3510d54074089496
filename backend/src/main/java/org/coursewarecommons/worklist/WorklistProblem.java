package org.coursewarecommons.worklist;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum WorklistProblem implements ProblemCode {
    /** Somebody decided it, or the process went on without it. Arguments: the state. */
    ALREADY_DECIDED(HttpStatus.CONFLICT),
    /** Somebody else holds it, or nobody does. */
    NOT_YOUR_TASK(HttpStatus.CONFLICT),
    /** The person may take such tasks, but not this one now. Arguments: the rule. */
    NOT_NOW(HttpStatus.CONFLICT),
    /** The person has another task of the same case in this round. */
    ONE_TASK_A_ROUND(HttpStatus.CONFLICT);

    private final HttpStatus status;

    WorklistProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
