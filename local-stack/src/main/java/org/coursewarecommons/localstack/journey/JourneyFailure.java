package org.coursewarecommons.localstack.journey;

/** An expectation that did not hold. It ends the item that is being walked; the next item is walked all the same. */
public final class JourneyFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was expected and what came. */
    public JourneyFailure(String reason) {
        super(reason);
    }
}
