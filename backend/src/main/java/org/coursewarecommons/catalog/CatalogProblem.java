package org.coursewarecommons.catalog;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum CatalogProblem implements ProblemCode {
    /** A second version may not be started while one is on its way. */
    VERSION_IN_PROGRESS(HttpStatus.CONFLICT),
    /** The technical check has not passed the file (yet), so only its owner may have it. Arguments: the state. */
    FILE_NOT_RELEASED(HttpStatus.CONFLICT),
    /** Only a check that may come out otherwise can be asked for again. Arguments: the state. */
    CHECK_STANDS(HttpStatus.CONFLICT),
    /** No file of the version is released, or it has none. */
    NO_FILE_RELEASED(HttpStatus.CONFLICT),
    /** The file has none of the bytes asked for. Arguments: its size. */
    RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
    /** It was retired; the answer is its tombstone. */
    RESOURCE_GONE(HttpStatus.GONE),
    /** It is no longer adopted already. */
    ADOPTION_ENDED(HttpStatus.CONFLICT),
    /** The caller belongs to no school, and every resource is deposited by one. */
    NO_SCHOOL(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    CatalogProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
