package org.coursewarecommons.storage;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum StorageProblem implements ProblemCode {
    /** Nothing to store. */
    EMPTY_FILE("empty-file"),
    /** The bytes that arrived have another hash than was declared. Arguments: found, declared. */
    CHECKSUM_MISMATCH("checksum-mismatch"),
    /** Another number of bytes arrived than was declared. Arguments: found, declared. */
    SIZE_MISMATCH("size-mismatch");

    private final String code;

    StorageProblem(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return HttpStatus.UNPROCESSABLE_ENTITY;
    }
}
