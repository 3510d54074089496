package org.coursewarecommons.shared;

import java.util.Locale;
import org.springframework.http.HttpStatusCode;

/**
 * A kind of problem a client can meet. Each module owns an enum of them; a constant's name is its code, so renaming one
 * breaks clients.
 *
 * <p>The texts are in the module's message bundle under {@code problem.<code>.title} and {@code problem.<code>.detail}.
 */
public interface ProblemCode {

    /** Stable, kebab-case, never translated; the last segment of the problem's {@code type} (RFC 9457). */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of the enum's constant. */
    String name();

    HttpStatusCode status();
}
