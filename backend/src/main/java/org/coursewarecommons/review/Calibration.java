package org.coursewarecommons.review;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item whose scores are known, given to every reviewer of a role to see how they score.
 *
 * @param month its first day
 * @param scores the known answer, 1–5 by dimension
 * @param referenceScore what they come to, 0–100
 * @param reason why these are the right scores
 * @param closedAt null as long as sheets are waited for
 */
record Calibration(
        UUID id,
        LocalDate month,
        UUID resourceId,
        UUID versionId,
        String title,
        String form,
        int rubricVersion,
        Map<String, Integer> scores,
        List<String> notApplicable,
        BigDecimal referenceScore,
        String reason,
        Instant due,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant closedAt) {}
