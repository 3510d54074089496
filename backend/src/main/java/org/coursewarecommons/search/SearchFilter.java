package org.coursewarecommons.search;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a search can be narrowed by and counted by. */
enum SearchFilter {
    SUBJECT("subject", "subject", "subjects"),
    STAGE("stage", "stage", "stages"),
    GRADE("grade", "grades", "grades"),
    TYPE("type", "type", "types"),
    EDITION("edition", "edition", "editions"),
    LICENCE("licence", "licence", "licences"),
    SCHOOL("school", "schoolId", null),
    COLLECTIVE("collective", "collectiveIds", null),
    CHAPTER("chapterId", "chapterIds", "chapters"),
    /** Without it, what is superseded stays out. */
    STATE("state", "state", "resource-states");

    private final String parameter;
    private final String field;
    private final @Nullable String taxonomy;

    SearchFilter(String parameter, String field, @Nullable String taxonomy) {
        this.parameter = parameter;
        this.field = field;
        this.taxonomy = taxonomy;
    }

    /** Name in the query string and among the facets. */
    String parameter() {
        return parameter;
    }

    /** Field of the index. */
    String field() {
        return field;
    }

    /** The list that its codes are from; null when its values are ids of organisations. */
    @Nullable
    String taxonomy() {
        return taxonomy;
    }

    static Optional<SearchFilter> of(String parameter) {
        for (SearchFilter filter : values()) {
            if (filter.parameter.equals(parameter)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }
}
