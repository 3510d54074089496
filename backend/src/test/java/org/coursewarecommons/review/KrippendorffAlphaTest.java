package org.coursewarecommons.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Published examples, and what must hold for any data. */
class KrippendorffAlphaTest {

    /** Krippendorff 2011, four observers and twelve units: interval alpha .849. */
    private static final String FOUR_OBSERVERS =
            """
            1 2 3 3 2 1 4 1 2 . . .
            1 2 3 3 2 2 4 1 2 5 . 3
            . 3 3 3 2 3 4 2 2 5 1 .
            1 2 3 3 2 4 4 1 2 5 1 .
            """;

    /** The example of three coders and fifteen units: interval alpha .811. */
    private static final String THREE_CODERS =
            """
            . . . . . 3 4 1 2 1 1 3 3 . 3
            1 . 2 1 3 3 4 3 . . . . . . .
            . . 2 1 3 4 4 . 2 1 1 3 3 . 4
            """;

    @Test
    void givenThePublishedExamples_thenAlphaIsAsPublished() {
        assertThat(KrippendorffAlpha.interval(units(FOUR_OBSERVERS)).orElseThrow())
                .isCloseTo(0.849, within(0.0005));
        assertThat(KrippendorffAlpha.interval(units(THREE_CODERS)).orElseThrow())
                .isCloseTo(0.811, within(0.0005));
    }

    @Test
    void givenTheSameValueByEverybody_thenAlphaIsOne() {
        assertThat(KrippendorffAlpha.interval(List.of(List.of(70.0, 70.0), List.of(85.0, 85.0, 85.0)))
                        .orElseThrow())
                .isEqualTo(1);
    }

    @Test
    void givenContradictionAlone_thenAlphaIsBelowZero() {
        assertThat(KrippendorffAlpha.interval(List.of(List.of(40.0, 90.0), List.of(90.0, 40.0)))
                        .orElseThrow())
                .isNegative();
    }

    @Test
    void givenNothingToCompare_thenThereIsNoAlpha() {
        assertThat(KrippendorffAlpha.interval(List.of())).isEmpty();
        assertThat(KrippendorffAlpha.interval(List.of(List.of(70.0), List.of(90.0))))
                .isEmpty();
        assertThat(KrippendorffAlpha.interval(List.of(List.of(70.0, 70.0)))).isEmpty();
    }

    @Test
    void givenAnotherOriginAndScale_thenAlphaStaysTheSame() {
        List<List<Double>> moved = units(FOUR_OBSERVERS).stream()
                .map(unit -> unit.stream().map(value -> 25 * (value - 1)).toList())
                .toList();

        assertThat(KrippendorffAlpha.interval(moved).orElseThrow())
                .isCloseTo(KrippendorffAlpha.interval(units(FOUR_OBSERVERS)).orElseThrow(), within(1e-12));
    }

    private static List<List<Double>> units(String table) {
        List<List<Double>> units = new ArrayList<>();
        table.lines().forEach(line -> {
            List<String> values = Arrays.asList(line.split(" "));
            for (int i = 0; i < values.size(); i++) {
                if (units.size() <= i) {
                    units.add(new ArrayList<>());
                }
                if (!values.get(i).equals(".")) {
                    units.get(i).add(Double.valueOf(values.get(i)));
                }
            }
        });
        return units;
    }
}
