package org.coursewarecommons.inspection;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes texts comparable (Broder's shingles and MinHash): a text is the set of its runs of four words, a Chinese
 * character being a word; the likeness of two texts is the share of runs that they have in common (Jaccard). The
 * signature estimates it from {@value #MINIMUMS} numbers, and two texts of likeness s share at least one of the {@value
 * #BANDS} bands with probability 1 - (1 - s⁶)²¹: 99.8 % at 0.8, 0.03 at 0.3.
 *
 * @param minimums big-endian integers
 * @param bands of six minimums each
 */
record TextSignature(byte[] minimums, Long[] bands) {

    private static final int BANDS = 21;
    private static final int ROWS = 6;
    private static final int MINIMUMS = BANDS * ROWS;
    private static final int RUN = 4;
    /** Shorter texts are alike by chance. */
    private static final int FEWEST_RUNS = 40;

    private static final long[] SEEDS = seeds();

    /** Empty when there is too little text to compare. */
    static Optional<TextSignature> of(@Nullable String text) {
        long[] runs = runs(text == null ? "" : text);
        if (runs.length < FEWEST_RUNS) {
            return Optional.empty();
        }
        int[] least = new int[MINIMUMS];
        for (int i = 0; i < MINIMUMS; i++) {
            long smallest = Long.MAX_VALUE;
            for (long run : runs) {
                smallest = Math.min(smallest, mix(run ^ SEEDS[i]));
            }
            least[i] = (int) (smallest >>> 31);
        }
        ByteBuffer bytes = ByteBuffer.allocate(MINIMUMS * Integer.BYTES);
        Long[] bands = new Long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long sum = mix(band + 1);
            for (int row = 0; row < ROWS; row++) {
                int minimum = least[band * ROWS + row];
                bytes.putInt(minimum);
                sum = mix(sum ^ minimum);
            }
            bands[band] = sum;
        }
        return Optional.of(new TextSignature(bytes.array(), bands));
    }

    /** Estimated likeness, 0 to 1, with a standard error of 0.036 at 0.8. */
    static double estimate(byte[] one, byte[] other) {
        ByteBuffer a = ByteBuffer.wrap(one);
        ByteBuffer b = ByteBuffer.wrap(other);
        int same = 0;
        for (int i = 0; i < MINIMUMS; i++) {
            if (a.getInt() == b.getInt()) {
                same++;
            }
        }
        return (double) same / MINIMUMS;
    }

    /** The likeness itself, 0 to 1. */
    static double likeness(String one, String other) {
        long[] a = runs(one);
        long[] b = runs(other);
        int i = 0;
        int j = 0;
        int common = 0;
        while (i < a.length && j < b.length) {
            int order = Long.compare(a[i], b[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = a.length + b.length - common;
        return all == 0 ? 0 : (double) common / all;
    }

    /** Hashes of all runs of words, sorted, each once. Case, width, spaces and punctuation do not count. */
    private static long[] runs(String text) {
        long[] words = words(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        if (words.length < RUN) {
            return new long[0];
        }
        long[] runs = new long[words.length - RUN + 1];
        for (int i = 0; i < runs.length; i++) {
            long run = 0;
            for (int j = 0; j < RUN; j++) {
                run = mix(run ^ words[i + j]);
            }
            runs[i] = run;
        }
        return Arrays.stream(runs).sorted().distinct().toArray();
    }

    private static long[] words(String text) {
        long[] words = new long[text.length()];
        int count = 0;
        long word = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            boolean alone = Character.isIdeographic(character);
            if ((alone || !Character.isLetterOrDigit(character)) && word != 0) {
                words[count++] = word;
                word = 0;
            }
            if (alone) {
                words[count++] = mix(character);
            } else if (Character.isLetterOrDigit(character)) {
                word = mix(word ^ character);
            }
        }
        if (word != 0) {
            words[count++] = word;
        }
        return Arrays.copyOf(words, count);
    }

    /** The finishing step of SplitMix64: every bit of the outcome depends on every bit that went in. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Fixed for good: they are part of what is stored. */
    private static long[] seeds() {
        long[] seeds = new long[MINIMUMS];
        for (int i = 0; i < MINIMUMS; i++) {
            seeds[i] = mix(0x436F757273655761L + i);
        }
        return seeds;
    }
}
