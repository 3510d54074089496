package org.coursewarecommons.shared;

import java.util.List;

/**
 * One broken rule of one field.
 *
 * @param pointer JSON Pointer (RFC 6901) of the field in the body, or {@code ?name} for a query parameter
 * @param code stable kebab-case code of the rule; its text is {@code fault.<code>} in a message bundle
 * @param args values for the text's placeholders
 */
public record Fault(String pointer, String code, List<Object> args) {

    public Fault {
        args = List.copyOf(args);
    }

    public static Fault of(String pointer, String code, Object... args) {
        return new Fault(pointer, code, List.of(args));
    }
}
