package org.coursewarecommons.interop.quota;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum QuotaProblem implements ProblemCode {
    /** Arguments: how many requests a day the caller has. */
    DAILY_QUOTA_EXCEEDED;

    @Override
    public HttpStatus status() {
        return HttpStatus.TOO_MANY_REQUESTS;
    }
}
