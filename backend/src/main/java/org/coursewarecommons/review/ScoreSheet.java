package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coursewarecommons.worklist.Decision;
import org.jspecify.annotations.Nullable;

/**
 * A form as a reviewer handed it in; it never changes.
 *
 * @param formScore 0–100
 * @param basedOnTaskId the sheet that this one revises
 * @param filesDigest of the files it is about; null on sheets from before there were levels
 */
record ScoreSheet(
        UUID taskId,
        UUID submissionId,
        int round,
        Level level,
        UUID reviewerId,
        String form,
        int rubricVersion,
        Map<String, Integer> scores,
        List<String> notApplicable,
        BigDecimal formScore,
        boolean passed,
        boolean criticalFailed,
        List<Decision.Remark> remarks,
        @Nullable String comment,
        Instant decidedAt,
        @Nullable UUID basedOnTaskId,
        @Nullable String filesDigest) {}
