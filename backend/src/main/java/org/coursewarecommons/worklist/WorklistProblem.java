package org.coursewarecommons.worklist;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum WorklistProblem implements ProblemCode {
    /** Somebody decided it, or the process went on without it. Arguments: the state. */
    ALREADY_DECIDED("already-decided", HttpStatus.CONFLICT),
    /** Somebody else holds it, or nobody does. */
    NOT_YOUR_TASK("not-your-task", HttpStatus.CONFLICT),
    /** The person has another task of the same case in this round. */
    ONE_TASK_A_ROUND("one-task-a-round", HttpStatus.CONFLICT);

    private final String code;
    private final HttpStatus status;

    WorklistProblem(String code, HttpStatus status) {
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
