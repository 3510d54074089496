package org.coursewarecommons.reporting;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Figures as they are shown: four decimals are more than the estimates below them carry. */
final class Rounded {

    private static final double DECIMALS = 1e4;

    private Rounded() {}

    static double of(double value) {
        return Math.round(value * DECIMALS) / DECIMALS;
    }

    static @Nullable Double of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : null;
    }
}
