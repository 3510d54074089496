package org.coursewarecommons.localstack.journey;

import java.util.regex.Pattern;

/** Text in columns of a terminal, where a Chinese character takes the room of two Latin ones. */
final class Columns {

    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})");

    private Columns() {}

    /** How many terminal cells a text takes. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** The text in exactly {@code cells} cells: filled up, or cut with an ellipsis. */
    static String fit(String text, int cells) {
        if (width(text) <= cells) {
            return text + " ".repeat(cells - width(text));
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            if (used + width(point) > cells - 1) {
                break;
            }
            cut.appendCodePoint(point);
            used += width(point);
        }
        return cut + "…" + " ".repeat(cells - 1 - used);
    }

    /** Ids in a path say nothing to a reader; their last four digits are enough to tell them apart. */
    static String shortIds(String path) {
        return UUIDS.matcher(path).replaceAll("…$1");
    }

    private static int width(int point) {
        boolean wide = point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}
