package org.coursewarecommons.shared;

import org.springframework.http.HttpStatus;

/**
 * A kind of problem a client can meet. Each module owns an enum of them.
 *
 * <p>The texts are in the module's message bundle under {@code problem.<code>.title} and {@code problem.<code>.detail}.
 */
public interface ProblemCode {

    /** Stable, kebab-case, never translated; the last segment of the problem's {@code type} (RFC 9457). */
    String code();

    HttpStatus status();
}
