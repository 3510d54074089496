package org.coursewarecommons.catalog.spi;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What everybody may know of the reviews of published versions. Answered by the module that reviews. */
public interface ReviewBadges {

    /** By version; one that was not reviewed here is missing. In one statement, for lists. */
    Map<UUID, Badge> of(Collection<UUID> versionIds);

    /**
     * @param level the last it passed: L1, L2 or L3
     * @param rubrics version of each form by its letter
     * @param band RECOMMENDED, APPROVED or APPROVED_WITH_NOTES: in which the composite lies, never the figure itself
     */
    @Schema(name = "ResourceBadge", description = "评审标识")
    record Badge(
            Instant reviewedAt,
            @Schema(maxLength = 2, example = "L3") String level,
            @Size(max = 10) Map<@Size(max = 5) String, Integer> rubrics,
            @Schema(maxLength = 30, example = "APPROVED") String band) {}
}
