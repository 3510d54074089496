package org.coursewarecommons.organisation;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum OrganisationProblem implements ProblemCode {
    /** The same person, role, coverage and first day. */
    APPOINTMENT_EXISTS(HttpStatus.CONFLICT),
    /** Nobody appoints themselves. */
    OWN_APPOINTMENT(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    OrganisationProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
