package org.coursewarecommons.localstack.journey;

/** An expectation that did not hold. It ends the item that is being walked; the next item is walked all the same. */
final class JourneyFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JourneyFailure(String reason) {
        super(reason);
    }
}
