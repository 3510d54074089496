package org.coursewarecommons.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Keeps room for what is new and unproven (DOMAIN 4.5): of the positions 4 to 10 of a list one in ten goes to such an item,
 * so that what nobody knows yet can be found at all, and the first three stay the best.
 */
final class ExposureSlots {

    private static final int FIRST = 4;
    private static final int LAST = 10;
    private static final double SHARE = 0.1;

    private ExposureSlots() {}

    /**
     * @param ranked best first
     * @param unproven the least seen first; none of them among the ranked
     * @param limit of the list
     */
    static <T> List<T> mix(List<T> ranked, List<T> unproven, int limit, RandomGenerator random) {
        List<T> mixed = new ArrayList<>();
        int next = 0;
        int shown = 0;
        while (mixed.size() < limit && (next < ranked.size() || shown < unproven.size())) {
            int position = mixed.size() + 1;
            boolean slot = position >= FIRST && position <= LAST && random.nextDouble() < SHARE;
            // A list that the proven ones cannot fill has room for the others anyway.
            if (shown < unproven.size() && (slot || next >= ranked.size())) {
                mixed.add(unproven.get(shown++));
            } else if (next < ranked.size()) {
                mixed.add(ranked.get(next++));
            }
        }
        return mixed;
    }
}
