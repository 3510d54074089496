package org.coursewarecommons.searchanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.coursewarecommons.searchanalysis.Analysis.Token;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomTextTest {

    private static final int TEXTS = 25_000;
    private static final long SEED = 20_260_101;
    private static final String[] PIECES = {
        "分数", "重", "數學", "fenshu", "xi'an", "ＰＰＴ", "2024", " ", "，", "😀", "𠮷", "\uD83D", "\uDE00", "é", "ü", "か", "한",
        "\u0000", "İ"
    };

    static List<Analyzer> analyzers() {
        return List.of(Analysis.BIGRAM, Analysis.PINYIN, Analysis.PINYIN_QUERY, Analysis.INITIALS);
    }

    /** 25,000 texts through each of the four analysers. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("analyzers")
    void anyTextGivesTokensInOrderWithinTheText(Analyzer analyzer) {
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            int previous = 0;
            int position = 0;
            for (Token token : Analysis.tokens(analyzer, text)) {
                boolean sound = token.start() >= previous
                        && token.end() > token.start()
                        && token.end() <= text.length()
                        && token.position() >= position
                        && !token.term().isEmpty();
                assertThat(sound).as("%s in text %d <%s>", token, i, text).isTrue();
                previous = token.start();
                position = token.position();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
                case 1 -> text.append((char) ('a' + random.nextInt(26)));
                default -> text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}
