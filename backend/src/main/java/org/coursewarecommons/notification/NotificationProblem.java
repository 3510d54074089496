package org.coursewarecommons.notification;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum NotificationProblem implements ProblemCode {
    /** The person has that many streams open. Arguments: how many are allowed. */
    TOO_MANY_STREAMS(HttpStatus.TOO_MANY_REQUESTS),
    /** So many codes were mailed for the person within a day. Arguments: how many are allowed. */
    TOO_MANY_CODES(HttpStatus.TOO_MANY_REQUESTS),
    /** No address waits for a code, or its time or tries are over. */
    NO_CODE_WAITING(HttpStatus.CONFLICT);

    private final HttpStatus status;

    NotificationProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
