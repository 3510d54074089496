package org.coursewarecommons.sharing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.jspecify.annotations.Nullable;

/**
 * A request for a wider scope as those see it who have to do with it.
 *
 * @param missingLevels levels of review that were missing; null until the stewards have consented
 * @param submissionId the review that is held for it
 */
@Schema(name = "ScopeRequest", description = "扩大共享范围的申请")
record ScopeRequestBody(
        UUID id,
        UUID resourceId,
        UUID versionId,
        UUID requesterId,
        TargetScope.Level level,
        @Size(max = 20) List<UUID> collectiveIds,
        ScopeRequest.State state,
        @Size(max = 3) @Nullable List<@Size(max = 2) String> missingLevels,
        @Nullable UUID submissionId,
        @Nullable Boolean reviewPassed,
        @Schema(allowableValues = {"STEWARD", "REVIEW", "RESOURCE"}) @Nullable String refusedBy,
        @Schema(maxLength = 500) @Nullable String note,
        Instant createdAt,
        Instant updatedAt,
        @Size(max = 20) List<Consent> consents,
        @Size(max = 200) List<Entry> timeline,
        @Size(max = 2) List<@Size(max = 20) String> actions) {

    /** What a steward said. @param collectiveId null for the district */
    @Schema(name = "ScopeConsent", description = "范围负责人的意见")
    record Consent(
            @Nullable UUID collectiveId,
            boolean consents,
            @Schema(maxLength = 4000) String reason,
            Instant decidedAt) {}

    /** One line of what happened. */
    @Schema(name = "ScopeRequestEntry")
    record Entry(
            Instant at,
            @Schema(maxLength = 40, example = "requested") String event,
            @Schema(maxLength = 200) @Nullable String detail) {}

    /** A new request. @param collectiveIds for COLLECTIVE: all of the school's when empty */
    @Schema(name = "NewScopeRequest", description = "申请扩大共享范围")
    record New(
            @NotNull TargetScope.Level level,
            @Size(max = 20) @Nullable List<@NotNull UUID> collectiveIds,
            @Size(max = 500) @Schema(example = "兄弟校多次来借，建议全区共享。") @Nullable String note) {}
}
