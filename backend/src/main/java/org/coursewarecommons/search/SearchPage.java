package org.coursewarecommons.search;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * One page of hits.
 *
 * @param facets by name as asked for, the most frequent values first
 * @param tookMs milliseconds that the engine needed
 * @param correctedQuery what may have been meant, made from titles that were found; null when all was found as typed
 * @param relaxed nothing was found by all words, so any word was enough
 * @param help what else to try, when nothing was found by all words
 */
@Schema(name = "SearchPage", description = "Hits / 检索结果")
record SearchPage(
        @Schema(maxLength = PageRequest.MAX_LIMIT) List<Hit> items,
        @Nullable String nextCursor,
        long total,
        boolean totalIsExact,
        Map<String, List<FacetValue>> facets,
        long tookMs,
        @Schema(maxLength = 300, example = "分数的初步认识") @Nullable String correctedQuery,
        boolean relaxed,
        @Nullable SearchHelp help) {

    /**
     * A resource that was found.
     *
     * @param version number of its published version
     * @param publishedAt ISO 8601
     * @param effectIndex of the last published evaluation, one decimal; null without one
     * @param highlights by field (title, description, body): HTML with {@code <em>} around what matched, all else
     *     escaped
     * @param unproven stands here because few have seen it yet, not because it fits best
     */
    @Schema(name = "SearchHit")
    record Hit(
            String id,
            String version,
            @Schema(allowableValues = {"PUBLISHED", "PROBATION", "SUPERSEDED"}) @Nullable String state,
            ResourceDocument.@Nullable Mark recommendation,
            @Nullable String title,
            @Nullable String description,
            @Nullable String type,
            @Nullable String stage,
            List<String> grades,
            @Nullable String subject,
            @Nullable String edition,
            ResourceDocument.School school,
            @Nullable String publishedAt,
            long downloads,
            @Schema(
                            description =
                                    "Published use effect, 0-100: adoption and perceived value, not learning. / 使用成效指数,非学业成效")
                    @Nullable
                    Double effectIndex,
            ResourceDocument.Rating rating,
            List<ResourceDocument.FileEntry> files,
            Map<String, List<String>> highlights,
            @Schema(description = "New, seen by few, and therefore shown out of turn / 新上线,待检验") boolean unproven) {

        static Hit of(String id, ResourceDocument.Display display, Map<String, List<String>> highlights) {
            return new Hit(
                    id,
                    display.version(),
                    display.state(),
                    display.recommendation(),
                    display.title(),
                    display.description(),
                    display.type(),
                    display.stage(),
                    display.grades(),
                    display.subject(),
                    display.edition(),
                    display.school(),
                    display.publishedAt(),
                    display.downloads(),
                    display.effectIndex(),
                    display.rating(),
                    display.files(),
                    highlights,
                    false);
        }

        /** The same, with the reason why it stands where it stands. */
        Hit asUnproven() {
            return new Hit(
                    id,
                    version,
                    state,
                    recommendation,
                    title,
                    description,
                    type,
                    stage,
                    grades,
                    subject,
                    edition,
                    school,
                    publishedAt,
                    downloads,
                    effectIndex,
                    rating,
                    files,
                    highlights,
                    true);
        }
    }

    /** @param label name of the value in the caller's language */
    @Schema(name = "FacetValue")
    record FacetValue(String value, String label, long count) {}
}
