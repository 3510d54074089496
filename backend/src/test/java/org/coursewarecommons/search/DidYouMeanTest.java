package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may have been meant. */
class DidYouMeanTest {

    @ParameterizedTest
    @CsvSource({
        "分树的初步认识, 《分数的初步认识》课件, <em>分数的初步认识</em>, 分数的初步认识",
        "分树的初步认识 练习, 《分数的初步认识》课件, <em>分数的初步认识</em>, 分数的初步认识 练习",
        "三角行内角和, 三角形内角和, <em>三角形</em>, 三角形内角和",
        "yuanmingyuan, 《圆明园的毁灭》, 《<em>圆明园</em>的毁灭》, 圆明园",
        "分数的初步认识, 《分数的初步认识》课件, <em>分数的初步认识</em>,",
        "分數的初步認識, 《分数的初步认识》课件, <em>分数的初步认识</em>,",
        "完全不同的话题, 《分数的初步认识》课件, <em>的</em>,",
        "courseware, 《分数的初步认识》课件, 分数,"
    })
    void theClosestPartOfATitleIsOffered(String typed, String title, String marked, String corrected) {
        SearchPage.Hit hit = new SearchPage.Hit(
                "id",
                "1.0",
                "PUBLISHED",
                null,
                title,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                new ResourceDocument.School("", ""),
                null,
                0,
                null,
                new ResourceDocument.Rating(0, 0),
                List.of(),
                Map.of("title", List.of(marked)),
                false);
        Vocabulary.Reading reading = new Vocabulary(List.of()).read(SearchText.of(typed));

        assertThat(DidYouMean.of(reading, List.of(hit))).isEqualTo(corrected);
    }
}
