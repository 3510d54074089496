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
 * @param news only for our own looking again
 * @param collection only what is in it
 */
record SearchCriteria(
        QueryGrammar.Asked asked,
        Map<SearchFilter, List<String>> filters,
        @Nullable Instant publishedAfter,
        SearchSort sort,
        Set<SearchFilter> facets,
        @Nullable News news,
        @Nullable UUID collection) {

    /** Of all collections and of none. */
    SearchCriteria(
            QueryGrammar.Asked asked,
            Map<SearchFilter, List<String>> filters,
            @Nullable Instant publishedAfter,
            SearchSort sort,
            Set<SearchFilter> facets,
            @Nullable News news) {
        this(asked, filters, publishedAfter, sort, facets, news, null);
    }

    SearchCriteria {
        filters = Map.copyOf(filters);
        facets = Set.copyOf(facets);
    }

    /** What was published in a stretch of time, or may have been opened to somebody since it began. */
    record News(Instant from, Instant until) {

        boolean has(@Nullable Instant time) {
            return time != null && time.isAfter(from) && !time.isAfter(until);
        }
    }

    /** The same, of such news: the newest first, nothing counted. */
    SearchCriteria since(News stretch) {
        return new SearchCriteria(asked, filters, publishedAfter, SearchSort.NEWEST, Set.of(), stretch, collection);
    }
}
