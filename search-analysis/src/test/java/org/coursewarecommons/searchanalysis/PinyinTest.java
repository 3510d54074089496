package org.coursewarecommons.searchanalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coursewarecommons.searchanalysis.Analysis.INITIALS;
import static org.coursewarecommons.searchanalysis.Analysis.PINYIN;
import static org.coursewarecommons.searchanalysis.Analysis.PINYIN_QUERY;
import static org.coursewarecommons.searchanalysis.Analysis.phraseMatches;
import static org.coursewarecommons.searchanalysis.Analysis.terms;
import static org.coursewarecommons.searchanalysis.Analysis.tokens;

import org.coursewarecommons.searchanalysis.Analysis.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {

    @ParameterizedTest
    @CsvSource({
        "分数的初步认识, fenshu",
        "分数的初步认识, fenshu de chubu renshi",
        "分数的初步认识, fenshudechuburenshi",
        "分數的初步認識, FenShu",
        "分数, fensh",
        "分数, ｆｅｎｓｈｕ",
        "圆的面积, yuandemia",
        "教学方案, jiaoxuefangan",
        "方案, fang'an",
        "女儿, nver",
        "女儿, nüer",
        "侵略, qinlue",
        "重庆, chongqing",
        "重量, zhongliang",
        "银行, yinhang",
        "行走, xingzou",
        "植树问题, 直数问题"
    })
    void typedPinyinFindsTheTitle(String title, String typed) {
        assertThat(phraseMatches(PINYIN, title, PINYIN_QUERY, typed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"分水, fenshu", "分数, fenshui", "粉刷, fs", "数分, fenshu"})
    void otherSyllablesDoNotFindTheTitle(String title, String typed) {
        assertThat(phraseMatches(PINYIN, title, PINYIN_QUERY, typed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"分数, fs", "分数的初步认识, fsdcbrs", "重庆, cq", "重量, zl", "PPT课件, pptkj", "第1课, d1k"})
    void typedInitialsFindTheTitle(String title, String typed) {
        assertThat(phraseMatches(INITIALS, title, INITIALS, typed)).isTrue();
    }

    @Test
    void allReadingsStandAtOnePosition() {
        assertThat(tokens(PINYIN, "重庆"))
                .containsExactly(new Token("chong", 0, 0, 1), new Token("zhong", 0, 0, 1), new Token("qing", 1, 1, 2));
    }

    @Test
    void bothSplitsOfAnAmbiguousWordAreAsked() {
        assertThat(tokens(PINYIN_QUERY, "fangan"))
                .extracting(token -> token.position() + token.term())
                .containsExactly("0fan", "0fang", "1an", "1gan");
    }

    @Test
    void incompleteLastSyllableStandsForWhatItMayBecome() {
        assertThat(terms(PINYIN_QUERY, "fensh"))
                .startsWith("fen")
                .contains("shu", "shui")
                .doesNotContain("sh", "su");
    }

    @ParameterizedTest
    @CsvSource({"ppt", "fs", "fsdcbrs", "flash", "word"})
    void wordThatIsNoPinyinStaysWhole(String word) {
        assertThat(terms(PINYIN_QUERY, word)).containsExactly(word);
    }

    @Test
    void latinWordsOfATitleStayWhole() {
        assertThat(terms(PINYIN, "Banana 第3课")).containsExactly("banana", "di", "3", "ke");
    }

    @Test
    void offsetsPointAtTheCharactersOfTheOriginalText() {
        assertThat(tokens(PINYIN, "ＰＰＴ：分數"))
                .contains(new Token("ppt", 0, 0, 3), new Token("fen", 1, 4, 5), new Token("shu", 2, 5, 6));
    }

    @Test
    void characterWithoutAReadingKeepsItsPlace() {
        assertThat(tokens(PINYIN, "𠮷分")).containsExactly(new Token("𠮷", 0, 0, 2), new Token("fen", 1, 2, 3));
    }

    @Test
    void emojiOnlySeparates() {
        assertThat(terms(PINYIN, "分😀数")).contains("fen", "shu").doesNotContain("😀");
    }

    @Test
    void unknownModeIsRefusedByName() {
        assertThatThrownBy(() -> Analysis.pinyin("tones", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[mode]")
                .hasMessageContaining("tones");
    }
}
