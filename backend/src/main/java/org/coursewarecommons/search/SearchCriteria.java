package org.coursewarecommons.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked search.
 *
 * @param filters allowed values; several values of one filter mean "one of them"
 * @param facets what to count by
 */
record SearchCriteria(
        SearchText text,
        Map<SearchFilter, List<String>> filters,
        @Nullable Instant publishedAfter,
        SearchSort sort,
        Set<SearchFilter> facets) {

    SearchCriteria {
        filters = Map.copyOf(filters);
        facets = Set.copyOf(facets);
    }
}
