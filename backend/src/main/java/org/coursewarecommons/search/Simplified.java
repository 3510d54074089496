package org.coursewarecommons.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * One spelling for what somebody types: half width, simplified characters. The index folds in the same way; here it is
 * done once more, because words of the vocabulary are looked up before the engine is asked.
 */
final class Simplified {

    private static final String TABLE = "/search/TSCharacters.txt";
    private static final char[] SIMPLE = load();

    private Simplified() {}

    /** NFKC, then character by character. */
    static String fold(String typed) {
        StringBuilder folded = new StringBuilder(Normalizer.normalize(typed, Normalizer.Form.NFKC));
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, SIMPLE[folded.charAt(i)]);
        }
        return folded.toString();
    }

    private static char[] load() {
        char[] table = new char[Character.MAX_VALUE + 1];
        for (int c = 0; c < table.length; c++) {
            table[c] = (char) c;
        }
        try (InputStream in = Simplified.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // "乾<tab>干 乾": the first target is the common one.
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 1 && columns[0].length() == 1 && columns[1].length() == 1) {
                    table[columns[0].charAt(0)] = columns[1].charAt(0);
                }
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }
}
