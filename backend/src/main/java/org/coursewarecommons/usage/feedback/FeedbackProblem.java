package org.coursewarecommons.usage.feedback;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum FeedbackProblem implements ProblemCode {
    /** Everybody answers once. */
    ALREADY_ANSWERED(HttpStatus.CONFLICT),
    /** As many have answered by the class code as its class has pupils. */
    LINK_USED_UP(HttpStatus.CONFLICT),
    /** A confirmed error is neither mended nor judged anew, so its message can't be closed. */
    DEFECT_OPEN(HttpStatus.CONFLICT),
    /** Not opened yet, or over. */
    QUESTIONNAIRE_CLOSED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    FeedbackProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
