package org.coursewarecommons.organisation;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum OrganisationProblem implements ProblemCode {
    /** The same person, role, coverage and first day. */
    APPOINTMENT_EXISTS(HttpStatus.CONFLICT),
    /** Nobody appoints themselves. */
    OWN_APPOINTMENT(HttpStatus.FORBIDDEN),
    /** The same code, the same membership at the same time, or the same pairing. Arguments: what there is already. */
    ALREADY_THERE(HttpStatus.CONFLICT),
    /** A group or alliance goes on without the school that leads it: another one must lead first. */
    LEAD_STAYS(HttpStatus.CONFLICT),
    /** Nobody erases themselves: somebody must see that the wish is theirs. */
    OWN_ERASURE(HttpStatus.FORBIDDEN),
    /** Drafts, submissions or tasks of the person are open; the faults say how many. */
    UNSETTLED(HttpStatus.CONFLICT);

    private final HttpStatus status;

    OrganisationProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
