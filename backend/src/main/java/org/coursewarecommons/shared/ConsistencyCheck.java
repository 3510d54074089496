package org.coursewarecommons.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well what a module keeps in two places agrees. Every module that has something to compare provides one bean; the
 * door {@code /admin/consistency} puts them together.
 */
public interface ConsistencyCheck {

    /** What the last comparison found; asking compares nothing. */
    Result last();

    /**
     * Wants a comparison soon, in the background, by any one backend.
     *
     * @param repair mend what can be mended, and compare again
     */
    void request(boolean repair);

    /**
     * @param counts by name: {@code missing}, {@code stale}, {@code ghost}, {@code wrongScope} (search), {@code
     *     missingObject}, {@code orphan}, {@code checksumMismatch} (files); only those that the module knows, each 0 or more
     * @param repaired by name, what the last comparison mended before it counted; what isn't named wasn't
     * @param checkedAt when the comparison began; null when nothing has been compared yet
     * @param running one is wanted or on its way
     * @param details the newest first, at most 100
     */
    record Result(
            Map<String, Long> counts,
            Map<String, Long> repaired,
            @Nullable Instant checkedAt,
            boolean running,
            List<Detail> details) {}

    /**
     * One difference.
     *
     * @param kind name of its count
     * @param subject what it is about: an id, or the hash of a file
     */
    record Detail(String kind, String subject, Instant foundAt) {}
}
