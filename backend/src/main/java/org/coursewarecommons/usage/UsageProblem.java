package org.coursewarecommons.usage;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum UsageProblem implements ProblemCode {
    /** Only who has used a resource can say how good it is. */
    NOT_USED_YET("not-used-yet", HttpStatus.CONFLICT),
    /** Nobody rates their own work. */
    OWN_RESOURCE("own-resource", HttpStatus.FORBIDDEN);

    private final String code;
    private final HttpStatus status;

    UsageProblem(String code, HttpStatus status) {
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
