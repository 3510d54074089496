package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A completion.
 *
 * @param text to search for
 * @param resourceId one that has the title; null for a word
 */
@Schema(name = "Suggestion", description = "A completion / 检索建议")
record Suggestion(
        @Schema(maxLength = 200, example = "分数的初步认识") String text,
        Kind kind,
        @Schema(maxLength = 36) @Nullable String resourceId) {

    @Schema(name = "SuggestionKind")
    enum Kind {
        /** Of the school vocabulary: 课件, 三年级. */
        WORD,
        /** Of a resource. */
        TITLE
    }
}
