package org.coursewarecommons.usage;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum UsageProblem implements ProblemCode {
    /** Only who has used a resource can say how good it is. */
    NOT_USED_YET(HttpStatus.CONFLICT),
    /** Nobody rates their own work. */
    OWN_RESOURCE(HttpStatus.FORBIDDEN),
    /** Nobody hides what is said of their own work, or decides on an appeal against themselves. */
    MODERATES_OWN(HttpStatus.FORBIDDEN),
    /** The rating, or its words, are hidden. */
    HIDDEN_ALREADY(HttpStatus.CONFLICT);

    private final HttpStatus status;

    UsageProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
