package org.coursewarecommons.search;

import java.util.Locale;
import java.util.Optional;

/** In which order hits come; the id always decides at the end, so that pages neither overlap nor leave gaps. */
enum SearchSort {
    RELEVANCE,
    NEWEST,
    /** By the published use effect; what has none comes last. */
    EFFECT,
    DOWNLOADS;

    /** As in the query string. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SearchSort> of(String parameter) {
        for (SearchSort sort : values()) {
            if (sort.parameter().equals(parameter)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }
}
