package org.coursewarecommons.shared;

import org.springframework.http.HttpStatus;

/** Problems that any door may answer with. */
public enum SharedProblem implements ProblemCode {
    /** The body is no readable JSON. */
    MALFORMED_REQUEST("malformed-request", HttpStatus.BAD_REQUEST),
    /** A query parameter, path variable or header has no allowed value. */
    INVALID_PARAMETER("invalid-parameter", HttpStatus.BAD_REQUEST),
    /** The body was read, but fields break rules; all of them are listed. */
    INVALID_INPUT("invalid-input", HttpStatus.UNPROCESSABLE_ENTITY),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND),
    FORBIDDEN("forbidden", HttpStatus.FORBIDDEN),
    UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED),
    METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    PAYLOAD_TOO_LARGE("payload-too-large", HttpStatus.PAYLOAD_TOO_LARGE),
    /** A step that the present state forbids. Arguments: the state. */
    INVALID_TRANSITION("invalid-transition", HttpStatus.CONFLICT),
    /** Somebody else changed the same thing at the same moment; the call can be repeated. */
    CONCURRENT_CHANGE("concurrent-change", HttpStatus.CONFLICT),
    PRECONDITION_REQUIRED("precondition-required", HttpStatus.PRECONDITION_REQUIRED),
    /** Arguments: the current entity tag. */
    STALE("stale", HttpStatus.PRECONDITION_FAILED),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", HttpStatus.UNPROCESSABLE_ENTITY),
    IDEMPOTENCY_IN_PROGRESS("idempotency-in-progress", HttpStatus.CONFLICT),
    /** A part that this call needs does not answer. Arguments: its name. */
    UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE),
    INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR);

    private final String code;
    private final HttpStatus status;

    SharedProblem(String code, HttpStatus status) {
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
