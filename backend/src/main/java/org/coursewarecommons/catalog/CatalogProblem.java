package org.coursewarecommons.catalog;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum CatalogProblem implements ProblemCode {
    /** A second version may not be started while one is on its way. */
    VERSION_IN_PROGRESS("version-in-progress", HttpStatus.CONFLICT),
    /** The technical check has not passed the file (yet), so only its owner may have it. Arguments: the state. */
    FILE_NOT_RELEASED("file-not-released", HttpStatus.CONFLICT),
    /** The caller belongs to no school, and every resource is deposited by one. */
    NO_SCHOOL("no-school", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    CatalogProblem(String code, HttpStatus status) {
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
