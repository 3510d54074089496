package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.catalog.TargetScope;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Where a submission stands.
 *
 * @param due when the most urgent open task is due, or the author's revision
 * @param checkLateSince when the check of the files should have been through; null when it isn't late
 * @param sheets of finished rounds; while a round runs, reviewers see their own and coordinators all
 */
@Schema(name = "Submission", description = "A version under review / 送审")
record SubmissionView(
        UUID submissionId,
        UUID resourceId,
        UUID versionId,
        @Schema(maxLength = 20, example = "1.0") String versionNumber,
        Submission.State state,
        @Schema(maxLength = 20, example = "L3") @Nullable String phase,
        int round,
        TargetScope targetScope,
        @Schema(maxLength = 40, example = "APPROVED") @Nullable String outcome,
        @Schema(example = "79.24") @Nullable BigDecimal composite,
        @Schema(maxLength = 2000) @Nullable String note,
        @Nullable Instant due,
        @Nullable Instant checkLateSince,
        @Size(max = 100) List<Sheet> sheets,
        @Size(max = 100) List<VetoView> vetoes,
        Instant createdAt,
        Instant updatedAt,
        @Size(max = 10) List<@Size(max = 20) String> actions) {

    /**
     * One reviewer's sheet.
     *
     * @param reviewer for coordinators alone
     * @param replaced the reviewer revised it knowing the other sheet; it counts no longer
     * @param scores not for the author, who gets the form's score and every remark
     */
    @Schema(name = "ScoreSheet", description = "评分表")
    record Sheet(
            int round,
            @Schema(maxLength = 2, example = "L3") String level,
            @Schema(maxLength = 5, example = "E") String form,
            int rubricVersion,
            BigDecimal formScore,
            boolean passed,
            @Size(max = 20) @Nullable Map<String, Integer> scores,
            @Size(max = 20) List<@Size(max = 10) String> notApplicable,
            @Size(max = 100) List<Decision.Remark> remarks,
            @Schema(maxLength = 4000) @Nullable String comment,
            @Nullable Reviewer reviewer,
            boolean replaced,
            Instant decidedAt) {}

    /** @param confirmed null until a second person has looked at it */
    @Schema(name = "RaisedVeto", description = "提出的一票否决项")
    record VetoView(
            int round,
            @Schema(maxLength = 10, example = "V04") String code,
            @Schema(maxLength = 200) String place,
            @Schema(maxLength = 2000) String reason,
            @Nullable Boolean confirmed) {}

    /** Who reviewed. */
    @Schema(name = "Reviewer")
    record Reviewer(UUID personId, @Schema(maxLength = 100) String name) {}
}
