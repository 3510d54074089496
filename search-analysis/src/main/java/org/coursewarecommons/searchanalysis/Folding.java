package org.coursewarecommons.searchanalysis;

/**
 * One spelling for each character: half width, lower case, simplified.
 *
 * <p>Every mapping is one UTF-16 unit to one unit, so an offset in the folded text is the offset in the original and
 * highlights stay right. Characters whose simplified form needs another number of units keep their form.
 */
final class Folding {

    private static final int WIDTH_SHIFT = 0xFEE0;
    private static final char[] SIMPLIFIED = simplified();

    private Folding() {}

    /** Half width, lower case and simplified. */
    static char fold(char c) {
        return SIMPLIFIED[foldLatin(c)];
    }

    /** Half width and lower case only: for pinyin, where a traditional character has readings of its own. */
    static char foldLatin(char c) {
        return Character.toLowerCase(halfWidth(c));
    }

    private static char halfWidth(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - WIDTH_SHIFT);
        }
        return c == '\u3000' ? ' ' : c;
    }

    private static char[] simplified() {
        char[] table = new char[Character.MAX_VALUE + 1];
        for (int c = 0; c < table.length; c++) {
            table[c] = (char) c;
        }
        for (String line : Tables.lines("data/dictionary/TSCharacters.txt")) {
            // "乾<tab>干 乾": the first target is the common one.
            String[] columns = line.strip().split("\\s+");
            if (columns.length > 1 && columns[0].length() == 1 && columns[1].length() == 1) {
                table[columns[0].charAt(0)] = columns[1].charAt(0);
            }
        }
        return table;
    }
}
