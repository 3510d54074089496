package org.coursewarecommons.storage;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum StorageProblem implements ProblemCode {
    /** Nothing to store. */
    EMPTY_FILE,
    /** The bytes that arrived have another hash than was declared. Arguments: found, declared. */
    CHECKSUM_MISMATCH,
    /** Another number of bytes arrived than was declared. Arguments: found, declared. */
    SIZE_MISMATCH;

    @Override
    public HttpStatus status() {
        return HttpStatus.UNPROCESSABLE_ENTITY;
    }
}
