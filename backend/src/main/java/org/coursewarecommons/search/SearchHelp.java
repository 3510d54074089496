package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What else to try. Counts are of what the caller may see.
 *
 * @param withoutWord the query with one word less, and what it would find; only such as find something
 * @param withoutFilter a filter to give up, and what would be found then; only such as find something
 * @param subjects in which most of what sounds alike is
 */
@Schema(name = "SearchHelp", description = "What else to try / 无结果时的建议")
record SearchHelp(
        @Schema(maxLength = 8) List<WithoutWord> withoutWord,
        @Schema(maxLength = 12) List<WithoutFilter> withoutFilter,
        @Schema(maxLength = 5) List<SearchPage.FacetValue> subjects) {

    SearchHelp {
        withoutWord = List.copyOf(withoutWord);
        withoutFilter = List.copyOf(withoutFilter);
        subjects = List.copyOf(subjects);
    }

    /** @param word that was left out */
    @Schema(name = "SearchWithoutWord")
    record WithoutWord(@Schema(maxLength = 256) String word, @Schema(maxLength = 256) String query, long count) {}

    /** @param filter name of the parameter that was left out */
    @Schema(name = "SearchWithoutFilter")
    record WithoutFilter(@Schema(maxLength = 20) String filter, long count) {}
}
