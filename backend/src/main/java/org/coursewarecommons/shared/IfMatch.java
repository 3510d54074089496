package org.coursewarecommons.shared;

/**
 * The {@code If-Match} precondition of a change. Controllers take it as a parameter; one resolver reads it and answers
 * 428 when it is missing.
 *
 * @param value the raw header
 */
public record IfMatch(String value) {

    /** The strong entity tag of a revision. */
    public static String eTag(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * @param revision of the thing as it is now
     * @throws ProblemException 412 with the current entity tag
     */
    public void require(long revision) {
        if (!value.equals("*") && !value.equals(eTag(revision))) {
            throw ProblemException.stale(eTag(revision));
        }
    }
}
