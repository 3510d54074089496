package org.coursewarecommons.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The measure measures right. */
class JudgedQueriesTest {

    @Test
    void laterAnswersGainLess() {
        assertThat(JudgedQueries.gain(List.of(3, 2, 0, 1))).isCloseTo(7 + 3 / 1.58496 + 1 / 2.32193, within(1e-4));
        assertThat(JudgedQueries.gain(List.of())).isZero();
    }

    @Test
    void onlyTenAnswersAreSeen() {
        List<Integer> late = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3);

        assertThat(JudgedQueries.gain(late)).isZero();
        assertThat(JudgedQueries.reciprocalRank(late)).isZero();
    }

    @Test
    void theFirstGoodAnswerCounts() {
        assertThat(JudgedQueries.reciprocalRank(List.of(1, 2, 3))).isEqualTo(0.5);
    }

    @Test
    void bothHalvesAndEveryKindAreJudged() {
        JudgedQueries judged = new JudgedQueries();

        assertThat(judged.corpus()).hasSizeGreaterThanOrEqualTo(1000);
        List<JudgedQueries.Score> scores =
                judged.score(text -> new JudgedQueries.Found(List.of(), 0, false, null), key -> true);
        assertThat(scores).hasSizeGreaterThanOrEqualTo(120).allSatisfy(score -> assertThat(score.gain())
                .isZero());
        assertThat(scores.stream().map(JudgedQueries.Score::kind).distinct()).hasSize(15);
    }
}
