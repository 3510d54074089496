package org.coursewarecommons.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checked search.
 *
 * @param filters allowed values; several values of one filter mean "one of them"
 * @param facets what to count by
 * @param publishedUntil only for our own looking again
 * @param collection only what is in it
 */
record SearchCriteria(
        QueryGrammar.Asked asked,
        Map<SearchFilter, List<String>> filters,
        @Nullable Instant publishedAfter,
        SearchSort sort,
        Set<SearchFilter> facets,
        @Nullable Instant publishedUntil,
        @Nullable UUID collection) {

    /** Of all collections and of none. */
    SearchCriteria(
            QueryGrammar.Asked asked,
            Map<SearchFilter, List<String>> filters,
            @Nullable Instant publishedAfter,
            SearchSort sort,
            Set<SearchFilter> facets,
            @Nullable Instant publishedUntil) {
        this(asked, filters, publishedAfter, sort, facets, publishedUntil, null);
    }

    SearchCriteria {
        filters = Map.copyOf(filters);
        facets = Set.copyOf(facets);
    }

    /** The same, of a stretch of time: the newest first, nothing counted. */
    SearchCriteria published(Instant from, Instant until) {
        Instant later = publishedAfter == null || publishedAfter.isBefore(from) ? from : publishedAfter;
        return new SearchCriteria(asked, filters, later, SearchSort.NEWEST, Set.of(), until, collection);
    }
}
