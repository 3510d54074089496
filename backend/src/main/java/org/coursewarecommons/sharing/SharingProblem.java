package org.coursewarecommons.sharing;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum SharingProblem implements ProblemCode {
    /** It is shared as widely already, or more widely. */
    NOT_WIDER(HttpStatus.CONFLICT),
    /** Narrowing, or leaving one collective, goes through a hearing. */
    NARROWING(HttpStatus.CONFLICT),
    /** A request for the resource is open. */
    SCOPE_REQUEST_OPEN(HttpStatus.CONFLICT),
    /** Nobody consents to an own request. */
    OWN_REQUEST(HttpStatus.FORBIDDEN),
    /** The caller doesn't answer for that scope. */
    NOT_STEWARD(HttpStatus.FORBIDDEN),
    /** A collection holds no more. Arguments: how many. */
    COLLECTION_FULL(HttpStatus.CONFLICT);

    private final HttpStatus status;

    SharingProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
