package org.coursewarecommons.supply;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What fits.
 *
 * @param basis where subjects and grades come from
 * @param week of the term to prepare for
 * @param items best first, with room for unproven ones among positions 4 to 10
 * @param fresh 新上线: new ones that few have seen yet
 */
@Schema(name = "Recommendations", description = "为我或我校推荐的资源")
record RecommendationBody(
        Need.Basis basis,
        @Schema(maxLength = 20) @Nullable String term,
        int week,
        @Size(max = 100) List<@Size(max = 20) String> subjects,
        @Size(max = 20) List<@Size(max = 10) String> grades,
        @Schema(maxLength = 500) String measures,
        @Size(max = 50) List<Item> items,
        @Size(max = 10) List<Item> fresh) {

    /**
     * A resource and why.
     *
     * @param unproven in a place kept for new ones
     * @param cleanUse teacher-weeks of the last two terms
     * @param ratingAverage 1–5; null without ratings
     */
    @Schema(name = "Recommendation")
    record Item(
            UUID resourceId,
            @Schema(maxLength = 200) String title,
            @Schema(maxLength = 40) @Nullable String type,
            @Schema(maxLength = 20) String subject,
            @Size(max = 12) List<@Size(max = 10) String> grades,
            UUID schoolId,
            @Schema(maxLength = 200) @Nullable String schoolName,
            Instant publishedAt,
            boolean unproven,
            double cleanUse,
            @Nullable Double ratingAverage,
            @Size(max = 10) List<Reason> reasons) {}

    /** @param code week, subject, school-subject, lead, pairing, collective, edition, used or new */
    @Schema(name = "RecommendationReason")
    record Reason(@Schema(maxLength = 20) String code, @Schema(maxLength = 500) String text) {}
}
