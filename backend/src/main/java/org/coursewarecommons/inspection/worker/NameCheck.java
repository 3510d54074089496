package org.coursewarecommons.inspection.worker;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether a name means what it looks like, for eyes, shells and file systems alike. */
final class NameCheck {

    private static final int MAX_CHARACTERS = 120;
    /** Of one segment of a path, in every file system in use. */
    private static final int MAX_SEGMENT_BYTES = 255;

    private NameCheck() {}

    /** @param name of the deposited file itself, without a path; long Chinese names are fine, we store under a hash */
    static void require(String name) throws Rejection {
        if (name.isBlank()
                || name.codePointCount(0, name.length()) > MAX_CHARACTERS
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || hasDeceivingCharacters(name)) {
            throw Rejection.failed("unsafe-name", name);
        }
        String[] parts = name.split("\\.");
        for (int i = 1; i < parts.length - 1; i++) {
            if (Executables.isProgramExtension(parts[i].strip().toLowerCase(Locale.ROOT))) {
                throw Rejection.failed("double-extension", name);
            }
        }
    }

    /** @param name of an entry of an archive, a path of segments */
    static boolean isUnsafePath(String name) {
        // A backslash is a separator for some unpackers and a letter for others.
        if (name.isBlank()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.matches("^[A-Za-z]:.*")
                || hasDeceivingCharacters(name)) {
            return true;
        }
        for (String segment : name.split("/")) {
            if (segment.equals("..") || segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
                return true;
            }
        }
        return false;
    }

    /** Line ends forge headers and logs; marks of direction turn "gpj.exe" into a picture for the eye. */
    private static boolean hasDeceivingCharacters(String name) {
        return name.codePoints()
                .anyMatch(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.SURROGATE
                        || Character.getType(character) == Character.LINE_SEPARATOR
                        || Character.getType(character) == Character.PARAGRAPH_SEPARATOR
                        || isDirectionMark(character));
    }

    private static boolean isDirectionMark(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069;
    }
}
