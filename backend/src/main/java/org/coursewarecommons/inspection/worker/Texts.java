package org.coursewarecommons.inspection.worker;

/** Makes text from untrusted files harmless for databases and screens. */
final class Texts {

    private Texts() {}

    /** One line, without control characters. @param limit in UTF-16 units */
    static String printable(String text, int limit) {
        return clean(text, limit).replace('\n', ' ').replace('\t', ' ').strip();
    }

    /**
     * Without control characters (PostgreSQL refuses NUL), without halves of surrogate pairs, without runs of blank
     * lines.
     *
     * @param limit in UTF-16 units; no pair is cut in two
     */
    static String clean(String text, int limit) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
        int newlines = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int width = Character.charCount(character);
            i += width;
            if (character == '\r') {
                continue;
            }
            newlines = character == '\n' ? newlines + 1 : Character.isWhitespace(character) ? newlines : 0;
            if (newlines > 2) {
                continue;
            }
            if (clean.length() + width > limit) {
                break;
            }
            clean.appendCodePoint(isHarmless(character) ? character : ' ');
        }
        return clean.toString().strip();
    }

    private static boolean isHarmless(int character) {
        return character == '\n'
                || character == '\t'
                || !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
