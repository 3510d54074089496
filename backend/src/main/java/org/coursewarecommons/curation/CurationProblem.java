package org.coursewarecommons.curation;

import org.coursewarecommons.shared.ProblemCode;
import org.springframework.http.HttpStatus;

enum CurationProblem implements ProblemCode {
    /** No published cycle proposes that for the resource. */
    NOT_PROPOSED(HttpStatus.CONFLICT),
    /** People have decided on this proposal. */
    DECIDED_ALREADY(HttpStatus.CONFLICT),
    /** It was recommended in one of the two terms before. Arguments: that term. */
    PROMOTED_LATELY(HttpStatus.CONFLICT),
    /** The person stands too near to the resource. Arguments: the rule. */
    CURATION_CONFLICT(HttpStatus.FORBIDDEN),
    /** It is on the city's list. */
    LISTED_ALREADY(HttpStatus.CONFLICT),
    /** The two do not read alike enough to be one. Arguments: how much in percent, and how much it takes. */
    NOT_TWINS(HttpStatus.CONFLICT),
    /** A merge of the resource is proposed already. */
    MERGE_OPEN(HttpStatus.CONFLICT),
    /** Its owner objects: only a hearing can take it away. */
    MERGE_CONTESTED(HttpStatus.CONFLICT),
    /** The owner has neither consented nor had the time to object. Arguments: until when. */
    MERGE_TOO_EARLY(HttpStatus.CONFLICT);

    private final HttpStatus status;

    CurationProblem(HttpStatus status) {
        this.status = status;
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
