package org.coursewarecommons.localstack;

/** Something the user can act on: the message is one line saying what is wrong and what to do; no stack trace is shown. */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One line for the user. */
    public StackException(String message) {
        super(message);
    }

    /** One line for the user, with the cause for the log. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
