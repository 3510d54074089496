package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTermTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest
    @CsvSource({"2026-03-02, 2025S2", "2026-01-31, 2025S1", "2026-07-31, 2025S2", "2026-08-01, 2026S1"})
    void givenNoTerm_whenFiguresAreAsked_thenItIsTheOneOfTheDay(LocalDate day, String term) {
        assertThat(ReviewTerm.of(null, day, ZONE).code()).isEqualTo(term);
    }

    @Test
    void givenTwoTermsInARow_thenNoReviewIsLostBetweenThem() {
        assertThat(ReviewTerm.of("2025S1", DAY, ZONE).until())
                .isEqualTo(ReviewTerm.of("2025S2", DAY, ZONE).from());
        assertThat(ReviewTerm.of("2025S2", DAY, ZONE).until())
                .isEqualTo(ReviewTerm.of("2026S1", DAY, ZONE).from());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025", "2025S3", "1999S1", "", "2025S1 "})
    void givenNoTermAtAll_thenItIsRefused(String term) {
        assertThatThrownBy(() -> ReviewTerm.of(term, DAY, ZONE)).isInstanceOf(ProblemException.class);
    }
}
