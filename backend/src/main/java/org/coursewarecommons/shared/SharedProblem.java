package org.coursewarecommons.shared;

import org.springframework.http.HttpStatus;

/** Problems that any door may answer with. */
public enum SharedProblem implements ProblemCode {
    /** The body is no readable JSON. */
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    /** A query parameter, path variable or header has no allowed value. */
    INVALID_PARAMETER(HttpStatus.BAD_REQUEST),
    /** The body was read, but fields break rules; all of them are listed. */
    INVALID_INPUT(HttpStatus.UNPROCESSABLE_ENTITY),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    FORBIDDEN(HttpStatus.FORBIDDEN),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    PAYLOAD_TOO_LARGE(HttpStatus.PAYLOAD_TOO_LARGE),
    /** A step that the present state forbids. Arguments: the state. */
    INVALID_TRANSITION(HttpStatus.CONFLICT),
    /** Somebody else changed the same thing at the same moment; the call can be repeated. */
    CONCURRENT_CHANGE(HttpStatus.CONFLICT),
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
    /** Arguments: the current entity tag. */
    STALE(HttpStatus.PRECONDITION_FAILED),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY),
    IDEMPOTENCY_IN_PROGRESS(HttpStatus.CONFLICT),
    /** More calls in a minute than the caller has. Arguments: seconds to wait. */
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
    /** A part that this call needs does not answer. Arguments: its name. */
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    SharedProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
