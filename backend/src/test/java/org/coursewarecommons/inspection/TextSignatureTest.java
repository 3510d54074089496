package org.coursewarecommons.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextSignatureTest {

    private final Random random = new Random(7);

    @Test
    void theSameTextInOtherLayoutHasTheSameSignature() {
        String text = text(500);
        String spaced = String.join("\n ", text.split("(?<=\\G.{7})")) + "！";

        assertThat(bands(spaced)).isEqualTo(bands(text));
        assertThat(TextSignature.likeness(text, spaced)).isEqualTo(1);
    }

    @Test
    void textsThatAreMuchAlikeHaveABandInCommonAndOthersHaveNone() {
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < 200; i++) {
            String text = text(600);
            // Each other character changes four runs: some 0.83 stay alike.
            String changed = changed(text, 14);
            found += meet(text, changed) ? 1 : 0;
            wrong += meet(text, text(600)) ? 1 : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(197);
        assertThat(wrong).isZero();
    }

    @Test
    void theEstimateIsNearTheLikeness() {
        String text = text(2000);
        String changed = changed(text, 60);

        double estimate = TextSignature.estimate(
                TextSignature.of(text).orElseThrow().minimums(),
                TextSignature.of(changed).orElseThrow().minimums());

        assertThat(estimate).isCloseTo(TextSignature.likeness(text, changed), offset(0.12));
    }

    @Test
    void wordsOfLatinLettersCountAsOneEach() {
        String one = "the quick brown fox jumps over the lazy dog and runs away into the deep dark wood ";

        assertThat(TextSignature.likeness(one, one.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(1);
        assertThat(TextSignature.likeness(one, "a quite other sentence about fractions and circles in grade three"))
                .isZero();
    }

    @Test
    void shortTextsHaveNoSignature() {
        assertThat(TextSignature.of(text(30))).isEmpty();
        assertThat(TextSignature.of(null)).isEmpty();
        assertThat(TextSignature.of("一".repeat(10_000))).isEmpty();
    }

    private static boolean meet(String one, String other) {
        Set<Long> common = new HashSet<>(bands(one));
        common.retainAll(bands(other));
        return !common.isEmpty();
    }

    private static Set<Long> bands(String text) {
        return new HashSet<>(Arrays.asList(TextSignature.of(text).orElseThrow().bands()));
    }

    private String changed(String text, int characters) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < characters; i++) {
            changed.setCharAt(random.nextInt(text.length()), character());
        }
        return changed.toString();
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(character());
        }
        return text.toString();
    }

    private char character() {
        return (char) (0x4E00 + random.nextInt(3000));
    }
}
