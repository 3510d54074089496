package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a retired resource (DOMAIN 4.9). The minimal form, for what must not be shown any more, has neither
 * title nor note nor anything else that tells of content or persons.
 *
 * @param id of the resource
 * @param formerScope SCHOOL, COLLECTIVE, DISTRICT or PUBLIC: the widest it had
 * @param decisionId the hearing or takedown that decided it; null for what was retired in another system
 * @param decidedByRole OWNER, COMMITTEE, APPEAL_PANEL or DISTRICT_STEWARD
 * @param replacements resources to use instead
 * @param appealState NONE, UPHELD or REVERSED
 * @param sha256 of the files
 * @param retentionUntil the bytes are kept until then; null once they are destroyed or for who knows when
 * @param restorable whether its author may ask for it back
 */
@Schema(name = "Tombstone", description = "What stays of a retired resource / 出库资源的说明页")
public record Tombstone(
        UUID id,
        @Schema(maxLength = 200) @Nullable String title,
        @Schema(maxLength = 40, example = "LESSON_PLAN") @Nullable String type,
        @Schema(maxLength = 20, example = "SX") @Nullable String subject,
        @Size(max = 20) List<@Size(max = 10) String> grades,
        @Schema(maxLength = 20, example = "DISTRICT") @Nullable String formerScope,
        @Nullable Instant publishedAt,
        Instant retiredAt,
        @Schema(maxLength = 30, example = "LOW_VALUE") String reasonCode,
        @Schema(maxLength = 2000) @Nullable String publicNote,
        @Nullable UUID decisionId,
        @Schema(maxLength = 30, example = "COMMITTEE") @Nullable String decidedByRole,
        @Size(max = 20) List<UUID> replacements,
        @Schema(maxLength = 20, example = "NONE") String appealState,
        @Size(max = 50) List<@Size(max = 64) String> sha256,
        @Nullable Instant retentionUntil,
        boolean restorable) {

    public Tombstone {
        grades = List.copyOf(grades);
        replacements = List.copyOf(replacements);
        sha256 = List.copyOf(sha256);
    }
}
