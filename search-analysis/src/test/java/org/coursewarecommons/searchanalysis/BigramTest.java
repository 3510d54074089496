package org.coursewarecommons.searchanalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coursewarecommons.searchanalysis.Analysis.BIGRAM;
import static org.coursewarecommons.searchanalysis.Analysis.terms;
import static org.coursewarecommons.searchanalysis.Analysis.tokens;

import org.coursewarecommons.searchanalysis.Analysis.Token;
import org.junit.jupiter.api.Test;

class BigramTest {

    @Test
    void titleBecomesPairsOfNeighbours() {
        assertThat(terms(BIGRAM, "分数的初步认识")).containsExactly("分数", "数的", "的初", "初步", "步认", "认识");
    }

    @Test
    void loneCharacterStaysAlone() {
        assertThat(terms(BIGRAM, "圆 PPT")).containsExactly("圆", "ppt");
    }

    @Test
    void traditionalTextGivesTheTermsOfTheSimplifiedOne() {
        assertThat(terms(BIGRAM, "分數的初步認識")).isEqualTo(terms(BIGRAM, "分数的初步认识"));
    }

    @Test
    void fullWidthAndUpperCaseGiveTheTermsOfThePlainText() {
        assertThat(terms(BIGRAM, "ＰＰＴ　２０２４")).containsExactly("ppt", "2024");
    }

    @Test
    void offsetsPointAtTheCharactersOfTheOriginalText() {
        assertThat(tokens(BIGRAM, "ＰＰＴ：分數")).containsExactly(new Token("ppt", 0, 0, 3), new Token("分数", 1, 4, 6));
    }

    @Test
    void pairsDoNotReachOverPunctuation() {
        assertThat(terms(BIGRAM, "语文，数学")).containsExactly("语文", "数学");
    }

    @Test
    void supplementaryHanCharacterIsOneCharacterOfAPair() {
        assertThat(tokens(BIGRAM, "𠮷野")).containsExactly(new Token("𠮷野", 0, 0, 3));
    }

    @Test
    void emojiDisturbsNoNeighbour() {
        assertThat(terms(BIGRAM, "分数😀课件")).contains("分数", "课件");
    }

    @Test
    void characterWhoseSimplifiedFormIsLongerKeepsItsForm() {
        assertThat(tokens(BIGRAM, "㑮")).containsExactly(new Token("㑮", 0, 0, 1));
    }
}
