package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is away.
 *
 * @param until the first day on which the person is back
 * @param standInId gets the person's tasks, where the rules let them; null: they go back to all
 */
@Schema(name = "Leave", description = "请假")
record LeaveBody(
        UUID id,
        UUID personId,
        @Schema(maxLength = 200) String name,
        LocalDate from,
        @Schema(description = "First day back / 返岗日") LocalDate until,
        @Nullable UUID standInId,
        @Schema(maxLength = 500) @Nullable String reason,
        @Schema(description = "Away today / 今天在假") boolean active) {

    /** @param personId the caller when missing; for somebody else only by coordinators */
    @Schema(name = "NewLeave", description = "请假")
    record New(
            @Nullable UUID personId,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @Nullable UUID standInId,
            @Size(max = 500) @Schema(example = "外出培训") @Nullable String reason) {}
}
