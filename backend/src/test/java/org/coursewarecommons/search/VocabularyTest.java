package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** School words in a query. */
class VocabularyTest {

    private final Vocabulary vocabulary = new Vocabulary(List.of(
            new Synonym("课件", List.of("PPT", "幻灯片"), List.of(new Synonym.Meaning("type", "COURSEWARE"))),
            new Synonym("三年级", List.of("3年级", "小学三年级"), List.of(new Synonym.Meaning("grade", "G03"))),
            new Synonym(
                    "三年级上册",
                    List.of("三上"),
                    List.of(new Synonym.Meaning("grade", "G03"), new Synonym.Meaning("label", "上册"))),
            new Synonym("听评课", List.of("听课评课"), List.of())));

    @ParameterizedTest
    @CsvSource({
        "小学三年级分数的课件, 分数, 三年级 课件",
        "３年級分數ＰＰＴ, 分数, 三年级 课件",
        "三上 分数, 分数, 三年级上册",
        "三年级的课件, '', 三年级 课件",
        "13年级分数, 13年级分数, ''",
        "pptx 分数, pptx 分数, ''",
        "听课评课记录, 听课评课记录, ''"
    })
    void propertiesAreReadAndTheRestIsWhatItIsAbout(String typed, String rest, String properties) {
        Vocabulary.Reading reading = vocabulary.read(SearchText.of(typed));

        assertThat(reading.rest().folded()).isEqualTo(rest);
        assertThat(String.join(
                        " ", reading.properties().stream().map(Synonym::word).toList()))
                .isEqualTo(properties);
    }

    @Test
    void aWordWithoutACodeIsLookedForInItsOtherForms() {
        assertThat(vocabulary.read(SearchText.of("听课评课记录")).alternatives())
                .extracting(SearchText::folded)
                .containsExactly("听评课记录");
    }
}
