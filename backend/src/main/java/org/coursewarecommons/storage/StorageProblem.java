package org.coursewarecommons.storage;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

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
    FILE_DAMAGED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    StorageProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
