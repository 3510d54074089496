package org.coursewarecommons.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well what a module keeps in two places agrees. Every module that has something to compare provides one bean; the
 * door {@code /admin/consistency} puts them together.
 */
@FunctionalInterface
public interface ConsistencyCheck {

    /** What the last comparison found; asking compares nothing. */
    Result last();

    /**
     * @param counts by name: {@code missing}, {@code stale}, {@code ghost}, {@code wrongScope} (search), {@code
     *     missingObject}, {@code orphan}, {@code checksumMismatch} (files); only those that the module knows, each 0 or more
     * @param checkedAt null when nothing has been compared yet
     * @param details the newest first, at most 100
     */
    record Result(Map<String, Long> counts, @Nullable Instant checkedAt, List<Detail> details) {}

    /**
     * One difference.
     *
     * @param kind name of its count
     * @param subject what it is about: an id, or the hash of a file
     */
    record Detail(String kind, String subject, Instant foundAt) {}
}
