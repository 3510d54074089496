package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.coursewarecommons.shared.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTermTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Function<String, Optional<LocalDate>> NONE = code -> Optional.empty();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @ParameterizedTest
    @CsvSource({"2026-03-02, 2025S2", "2026-01-31, 2025S1", "2026-07-31, 2025S2", "2026-08-01, 2026S1"})
    void givenNoTerm_whenFiguresAreAsked_thenItIsTheOneOfTheDay(LocalDate day, String term) {
        assertThat(ReviewTerm.of(null, day, ZONE, NONE).code()).isEqualTo(term);
    }

    @Test
    void givenTwoTermsInARow_thenNoReviewIsLostBetweenThem() {
        assertThat(ReviewTerm.of("2025S1", DAY, ZONE, NONE).until())
                .isEqualTo(ReviewTerm.of("2025S2", DAY, ZONE, NONE).from());
        assertThat(ReviewTerm.of("2025S2", DAY, ZONE, NONE).until())
                .isEqualTo(ReviewTerm.of("2026S1", DAY, ZONE, NONE).from());
    }

    @Test
    void givenAPlannedTerm_thenItBeginsAsPlannedAndTheHolidaysBeforeBelongToTheOneBefore() {
        Function<String, Optional<LocalDate>> planned =
                code -> Optional.of(LocalDate.of(2026, 8, 31)).filter(day -> code.equals("2026S1"));

        assertThat(ReviewTerm.of(null, LocalDate.of(2026, 8, 30), ZONE, planned).code())
                .isEqualTo("2025S2");
        assertThat(ReviewTerm.of(null, LocalDate.of(2026, 8, 31), ZONE, planned).code())
                .isEqualTo("2026S1");
        assertThat(ReviewTerm.of("2025S2", DAY, ZONE, planned).until())
                .isEqualTo(ReviewTerm.of("2026S1", DAY, ZONE, planned).from());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025", "2025S3", "1999S1", "", "2025S1 "})
    void givenNoTermAtAll_thenItIsRefused(String term) {
        assertThatThrownBy(() -> ReviewTerm.of(term, DAY, ZONE, NONE)).isInstanceOf(ProblemException.class);
    }
}
