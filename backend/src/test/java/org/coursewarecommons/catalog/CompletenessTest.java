package org.coursewarecommons.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic of the score. */
class CompletenessTest {

    @Test
    void requiredFieldsWeighThree() {
        Completeness half = Completeness.of(List.of(
                new Completeness.Field("title", 3, true, true),
                new Completeness.Field("grades", 3, true, false),
                new Completeness.Field("adviceForUse", 2, false, true),
                new Completeness.Field("difficulty", 1, false, false)));

        // (3 + 2) / (3 + 3 + 2 + 1) = 0.5556
        assertThat(half).isEqualTo(new Completeness(56, List.of("grades"), List.of("difficulty")));
    }

    @Test
    void allFilledIsAHundred() {
        Completeness whole = Completeness.of(List.of(
                new Completeness.Field("title", 3, true, true), new Completeness.Field("chapters", 2, false, true)));

        assertThat(whole).isEqualTo(new Completeness(100, List.of(), List.of()));
    }

    @Test
    void whereNothingCountsNothingIsComplete() {
        assertThat(Completeness.of(List.of()).score()).isZero();
    }

    @Test
    void aHundredIsNotReachedByRounding() {
        Completeness almost = Completeness.of(List.of(
                new Completeness.Field("many", 299, true, true), new Completeness.Field("one", 1, false, false)));

        assertThat(almost.score()).isEqualTo(99);
    }
}
