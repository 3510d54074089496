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
 */
record ScoreSheet(
        UUID taskId,
        UUID submissionId,
        int round,
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
        Instant decidedAt) {}
