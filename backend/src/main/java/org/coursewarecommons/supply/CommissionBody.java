package org.coursewarecommons.supply;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead school is asked to make something for a gap.
 *
 * @param type code of {@code /taxonomies/types}; null: any
 * @param collectiveId whose steward asks; null: the district
 * @param resourceId what was made
 * @param overdue still open after its due time
 * @param actions what the caller may do now: accept, decline, fulfil, cancel
 */
@Schema(name = "Commission", description = "补缺委托")
record CommissionBody(
        UUID id,
        @Schema(maxLength = 20) String subject,
        @Schema(maxLength = 10) String grade,
        @Schema(maxLength = 40) @Nullable String type,
        @Schema(maxLength = 1000) String wish,
        UUID schoolId,
        @Nullable UUID collectiveId,
        State state,
        @Schema(maxLength = 500) @Nullable String reason,
        @Nullable UUID resourceId,
        Instant dueAt,
        boolean overdue,
        Instant createdAt,
        Instant updatedAt,
        @Size(max = 4) List<@Size(max = 20) String> actions) {

    /** Where it stands. */
    @Schema(name = "CommissionState", enumAsRef = true)
    enum State {
        ASKED,
        ACCEPTED,
        DECLINED,
        FULFILLED,
        CANCELLED
    }

    /**
     * @param workingDays until it is due
     * @param collectiveId a collective's steward may leave it out; the district does
     */
    @Schema(name = "NewCommission", description = "委托牵头学校补缺")
    record New(
            @NotBlank @Size(max = 20) @Schema(example = "DL") String subject,
            @NotBlank @Size(max = 10) @Schema(example = "G07") String grade,
            @Size(min = 1, max = 40) @Schema(example = "COURSEWARE") @Nullable String type,
            @NotBlank @Size(max = 1000) @Schema(example = "七年级地理上册各课的课件,适合乡村小班") String wish,
            @NotNull UUID schoolId,
            @NotNull @Min(1) @Max(120) @Schema(example = "20") Integer workingDays) {}

    /** Why it is declined or cancelled. */
    @Schema(name = "CommissionReason")
    record Reason(@NotBlank @Size(max = 500) @Schema(example = "本学期无地理教师") String reason) {}

    /** @param resourceId of the school, published, for the subject and grade */
    @Schema(name = "CommissionFulfilment")
    record Fulfilment(@NotNull UUID resourceId) {}
}
