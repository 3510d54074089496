package org.coursewarecommons.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void givenTies_thenTheyShareTheMiddleOfTheirPlaces() {
        assertThat(Ranks.correlation(List.of(1.0, 2.0, 2.0, 4.0), List.of(10.0, 20.0, 30.0, 40.0))
                        .orElseThrow())
                .isCloseTo(0.948683, within(1e-6));
    }

    @Test
    void givenNothingOrAConstant_thenThereIsNone() {
        assertThat(Ranks.correlation(List.of(), List.of())).isEmpty();
        assertThat(Ranks.correlation(List.of(3.0, 3.0), List.of(1.0, 2.0))).isEmpty();
    }
}
