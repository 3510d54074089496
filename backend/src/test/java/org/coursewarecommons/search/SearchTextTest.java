package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTextTest {

    @Test
    void hanAndLatinRunsAreChunksOfTheirOwn() {
        assertThat(chunks("圆 分数的初步认识 fenshu")).containsExactly("圆", "分数的初步认识", "fenshu");
        assertThat(chunks("三年级 fenshu de chubu renshi,ppt")).containsExactly("三年级", "fenshu de chubu renshi", "ppt");
    }

    @Test
    void fullWidthLettersAreFolded() {
        assertThat(chunks("ＰＰＴ　课件")).containsExactly("PPT", "课件");
    }

    @Test
    void punctuationAloneIsHopelessButNotBlank() {
        assertThat(SearchText.of("😀 ??").isHopeless()).isTrue();
        assertThat(SearchText.of("  ").isBlank()).isTrue();
        assertThat(SearchText.of("  ").isHopeless()).isFalse();
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        SearchText text = SearchText.of("\uD840\uDC00".repeat(250));

        assertThat(text.folded().codePointCount(0, text.folded().length())).isEqualTo(200);
        assertThat(text.folded()).endsWith("\uD840\uDC00");
    }

    @Test
    void noMoreThanEightChunksAreAskedFor() {
        assertThat(chunks("一,二,三,四,五,六,七,八,九,十")).hasSize(8);
    }

    @Test
    void onlyShortWordsMayBeInitials() {
        assertThat(SearchText.of("fsdcbrs").chunks().get(0).isInitials()).isTrue();
        assertThat(SearchText.of("fs").chunks().get(0).isInitials()).isFalse();
        assertThat(SearchText.of("fen shu").chunks().get(0).isInitials()).isFalse();
        assertThat(SearchText.of("2024").chunks().get(0).isPinyin()).isFalse();
    }

    private static List<String> chunks(String typed) {
        return SearchText.of(typed).chunks().stream()
                .map(SearchText.Chunk::text)
                .toList();
    }
}
