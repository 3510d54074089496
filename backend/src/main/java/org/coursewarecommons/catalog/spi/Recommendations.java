package org.coursewarecommons.catalog.spi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Which resources the district recommends for what they did for teachers. Answered by the module that decides it. */
public interface Recommendations {

    /** By resource; one that is not recommended now is missing. In one statement, for lists. */
    Map<UUID, Recommendation> of(Collection<UUID> resourceIds);

    /**
     * @param cycle term whose evaluation proposed it
     * @param until the last day of the mark
     */
    @Schema(name = "RecommendationMark", description = "推荐标记")
    record Recommendation(@Schema(maxLength = 10, example = "2025S2") String cycle, Instant since, LocalDate until) {}
}
