package org.coursewarecommons.reporting;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Clean use by class of the author's school × class of the user's school, and what is read from it (EQ1, EQ3, EQ4). */
final class FlowMatrix {

    private final Map<Area, Map<Area, Double>> use = new EnumMap<>(Area.class);

    FlowMatrix add(Area origin, Area user, double weight) {
        use.computeIfAbsent(origin, area -> new EnumMap<>(Area.class)).merge(user, weight, Double::sum);
        return this;
    }

    double get(Area origin, Area user) {
        return use.getOrDefault(origin, Map.of()).getOrDefault(user, 0.0);
    }

    double from(Area origin) {
        return use.getOrDefault(origin, Map.of()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    double to(Area user) {
        return use.values().stream()
                .mapToDouble(row -> row.getOrDefault(user, 0.0))
                .sum();
    }

    double total() {
        double total = 0;
        for (Area origin : use.keySet()) {
            total += from(origin);
        }
        return total;
    }

    /** Share of what rural schools use that comes from urban ones; empty when they use nothing. */
    OptionalDouble urbanShareOfRuralUse() {
        return ratio(get(Area.URBAN, Area.RURAL), to(Area.RURAL));
    }

    /** Share of the use of a class's work that happens in the other classes; empty when nobody uses it. */
    OptionalDouble outflow(Area origin) {
        return ratio(from(origin) - get(origin, origin), from(origin));
    }

    static OptionalDouble ratio(double part, double whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
}
