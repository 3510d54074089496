package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words that mean the same to a teacher.
 *
 * @param word the usual one
 * @param variants other ways to say it
 * @param means what the word says about a resource; without it, variants are only searched for along with the word
 */
@Schema(name = "Synonym", description = "Words of one meaning / 同义词")
record Synonym(
        @NotBlank @Size(min = 2, max = 30) @Schema(example = "课件") String word,
        @NotNull @Size(max = 30) @Schema(example = "[\"PPT\",\"幻灯片\"]")
                List<@NotBlank @Size(min = 2, max = 30) String> variants,
        @NotNull @Size(max = 4) List<@NotNull Meaning> means) {

    Synonym {
        variants = variants == null ? null : List.copyOf(variants);
        means = means == null ? null : List.copyOf(means);
    }

    /**
     * A property of resources.
     *
     * @param field a filter of the search, or {@code label}: the Chinese name of any code
     * @param value a code of the filter's list, or the name
     */
    @Schema(name = "SynonymMeaning")
    record Meaning(
            @NotNull
                    @Pattern(regexp = "type|grade|subject|stage|edition|label")
                    @Size(max = 10)
                    @Schema(example = "type")
                    String field,
            @NotBlank @Size(max = 60) @Schema(example = "COURSEWARE") String value) {}

    /** The word and its variants. */
    Stream<String> forms() {
        return Stream.concat(Stream.of(word), variants.stream());
    }

    /** Whether documents say it by a code rather than in words. */
    boolean isProperty() {
        return !means.isEmpty();
    }
}
