package org.coursewarecommons.storage;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

enum StorageProblem implements ProblemCode {
    /** Nothing to store. */
    EMPTY_FILE(HttpStatus.UNPROCESSABLE_ENTITY),
    /** The bytes that arrived have another hash than was declared. Arguments: found, declared. */
    CHECKSUM_MISMATCH(HttpStatus.UNPROCESSABLE_ENTITY),
    /** Another number of bytes arrived than was declared. Arguments: found, declared. */
    SIZE_MISMATCH(HttpStatus.UNPROCESSABLE_ENTITY),
    /** No room for it. Arguments: bytes wanted, bytes left to the person, to the school. */
    QUOTA_EXCEEDED(HttpStatus.PAYLOAD_TOO_LARGE),
    /** The stored bytes are not those that were deposited, or are gone. */
    FILE_DAMAGED(HttpStatus.CONFLICT),
    /** Not a version of tus that we speak. */
    TUS_VERSION(HttpStatus.PRECONDITION_FAILED),
    /** The session was given up or has run out. */
    UPLOAD_GONE(HttpStatus.GONE),
    /** Bytes for another place than the next. Arguments: told, present. */
    OFFSET_MISMATCH(HttpStatus.CONFLICT),
    /** Somebody is sending to the same session at this moment. */
    UPLOAD_LOCKED(HttpStatus.LOCKED),
    /** A form with a file that breaks off, or is none. */
    FORM_UNREADABLE(HttpStatus.BAD_REQUEST),
    /** A chunk is not what its checksum says; tus has a status of its own for that. */
    CHUNK_MISMATCH(HttpStatusCode.valueOf(460));

    private final HttpStatusCode status;

    StorageProblem(HttpStatusCode status) {
        this.status = status;
    }

    @Override
    public HttpStatusCode status() {
        return status;
    }
}
