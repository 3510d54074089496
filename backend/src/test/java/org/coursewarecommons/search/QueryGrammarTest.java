package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed. */
class QueryGrammarTest {

    @Test
    void wordsPhrasesExclusionsAndFieldsAreTakenApart() {
        QueryGrammar.Asked asked = parse("分数 \"一块月饼\" -练习 title:初步 subject:数学 -type:课件 乘法");

        assertThat(asked.words().folded()).isEqualTo("分数 乘法");
        assertThat(asked.wanted())
                .containsExactly(new QueryGrammar.Part(null, "一块月饼"), new QueryGrammar.Part("title", "初步"));
        assertThat(asked.unwanted()).containsExactly(new QueryGrammar.Part(null, "练习"));
        assertThat(asked.filters()).containsEntry(SearchFilter.SUBJECT, List.of("数学"));
        assertThat(asked.excluded()).containsEntry(SearchFilter.TYPE, List.of("课件"));
    }

    @Test
    void fullWidthAndChineseQuotesMeanTheSame() {
        QueryGrammar.Asked asked = parse("“圓的面積”　－練習　学科：数学");

        assertThat(asked.wanted()).containsExactly(new QueryGrammar.Part(null, "圆的面积"));
        assertThat(asked.unwanted()).containsExactly(new QueryGrammar.Part(null, "练习"));
        assertThat(asked.filters()).containsEntry(SearchFilter.SUBJECT, List.of("数学"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scopeIds:school",
                "1-5的认识",
                "C:\\Windows",
                "\"没有结尾",
                "a - b",
                "比例 1:2",
                "https://example.cn/a",
                "type:没有这种"
            })
    void whatIsNoGrammarIsWords(String typed) {
        QueryGrammar.Asked asked = QueryGrammar.parse(typed, (filter, value) -> Optional.empty());

        assertThat(asked.words().chunks()).isNotEmpty();
        assertThat(asked.wanted()).isEmpty();
        assertThat(asked.unwanted()).isEmpty();
        assertThat(asked.filters()).isEmpty();
    }

    @Test
    void atMostTwentyTermsCount() {
        assertThat(parse("-a1 ".repeat(60)).unwanted()).hasSize(20);
    }

    private static QueryGrammar.Asked parse(String typed) {
        return QueryGrammar.parse(typed, (filter, value) -> Optional.of(value));
    }
}
