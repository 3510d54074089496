package org.coursewarecommons.storage;

import java.nio.charset.StandardCharsets;

/**
 * {@code Content-Disposition} for names that people give (RFC 6266): {@code filename*} carries the name itself, {@code
 * filename} what is left of it in ASCII, for clients that know no other.
 */
public final class Disposition {

    /** May stand unescaped in {@code filename*} (RFC 5987, attr-char). */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    /** To be saved, never shown. */
    public static String attachment(String fileName) {
        return "attachment" + names(fileName);
    }

    /** May be shown in the page. */
    public static String inline(String fileName) {
        return "inline" + names(fileName);
    }

    private static String names(String fileName) {
        // Control characters would end the header, and direction marks make a name read otherwise than it is.
        String name = fileName.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "");
        return "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String ascii(String name) {
        String left = name.replaceAll("[^A-Za-z0-9 ._()+-]+", "_");
        return left.isBlank() || left.startsWith(".") ? "file" + left.strip() : left;
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            boolean plain = character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
            encoded.append(plain ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return encoded.toString();
    }
}
