package org.coursewarecommons.interop.webhook;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum WebhookProblem implements ProblemCode {
    /** Arguments: how many one may have. */
    TOO_MANY_WEBHOOKS(HttpStatus.CONFLICT);

    private final HttpStatus status;

    WebhookProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
