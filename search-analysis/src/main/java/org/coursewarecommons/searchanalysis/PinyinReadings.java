package org.coursewarecommons.searchanalysis;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All toneless readings of each Han character; ü is written v, as on a keyboard. */
final class PinyinReadings {

    private static final Map<Character, Set<String>> READINGS = load();

    private PinyinReadings() {}

    /** The readings of one character, or the character itself where none is known; never empty. */
    static Set<String> of(String character) {
        if (character.length() > 1) {
            return Set.of(character);
        }
        char c = character.charAt(0);
        Set<String> own = READINGS.get(c);
        if (own != null) {
            return own;
        }
        // Some traditional forms have no line in the table, their simplified form has.
        return READINGS.getOrDefault(Folding.fold(c), Set.of(character));
    }

    static Collection<Set<String>> all() {
        return READINGS.values();
    }

    private static Map<Character, Set<String>> load() {
        Map<Character, Set<String>> readings = new HashMap<>();
        for (String line : Tables.lines("pinyindb/unicode_to_hanyu_pinyin.txt")) {
            // "91CD (zhong4,chong2)"; "none0" stands for a character without a reading.
            int open = line.indexOf('(');
            int close = line.indexOf(')');
            if (open < 0 || close < open || line.startsWith("(none", open)) {
                continue;
            }
            Set<String> toneless = new TreeSet<>();
            for (String reading : line.substring(open + 1, close).split(",")) {
                toneless.add(canonical(reading));
            }
            readings.put(
                    (char) Integer.parseInt(line.substring(0, open).strip(), 16),
                    Collections.unmodifiableSet(toneless));
        }
        return Map.copyOf(readings);
    }

    private static String canonical(String reading) {
        String letters = reading.replace("u:", "v").replaceAll("[^a-z]", "");
        return letters.equals("lue") ? "lve" : letters;
    }
}
