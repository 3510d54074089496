package org.coursewarecommons.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The index of one item among its peers.
 *
 * @param rate use per teacher-week, drawn to the peers' mean (q)
 * @param adoption A, 0–1
 * @param reach B, 0–1
 * @param satisfaction C, 0–1
 * @param depth D, 0–1
 * @param upkeep E, 0–1
 * @param index 0–100
 */
record EffectScore(
        double rate, double adoption, double reach, double satisfaction, double depth, double upkeep, double index) {

    private record Component(String name, double value) {}

    /** The letters of the two lowest components, the lowest first. */
    List<String> weakest() {
        return Stream.of(
                        new Component("A", adoption),
                        new Component("B", reach),
                        new Component("C", satisfaction),
                        new Component("D", depth),
                        new Component("E", upkeep))
                .sorted(Comparator.comparingDouble(Component::value))
                .limit(2)
                .map(Component::name)
                .toList();
    }
}
