package org.coursewarecommons.worklist;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes in and out of the doors that take many tasks at once. */
final class BulkBodies {

    private BulkBodies() {}

    /** The tasks that the caller wants. */
    @Schema(name = "BulkClaim", description = "批量领取")
    record Claims(@NotNull @Size(min = 1, max = 50) List<@NotNull UUID> taskIds) {}

    /** Who gets which task, and why. */
    @Schema(name = "BulkReassignment", description = "批量改派")
    record Reassignments(
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Row> items,
            @NotBlank @Size(max = 500) @Schema(example = "原评审人请假") String reason) {

        /** One task and who gets it. */
        @Schema(name = "BulkReassignmentRow")
        record Row(@NotNull UUID taskId, @NotNull UUID personId) {}
    }

    /**
     * What became of a row.
     *
     * @param status what the door for a single task would have answered
     * @param task null when refused
     * @param problem null when done
     */
    @Schema(name = "BulkTaskResult", description = "逐条结果")
    record Result(UUID taskId, int status, @Nullable TaskView task, @Nullable Refusal problem) {}

    /** Why a row was refused. @param rules the broken rules by name */
    @Schema(name = "BulkTaskRefusal")
    record Refusal(
            @Schema(maxLength = 60, example = "conflict-of-interest") String code,
            @Size(max = 10) List<@Size(max = 40) String> rules,
            @Schema(maxLength = 500) String detail) {}

    /** All rows, in the order asked for. */
    @Schema(name = "BulkTaskResults", description = "批量结果")
    record Results(@Size(max = 50) List<Result> items, int succeeded, int failed) {

        static Results of(List<Result> items) {
            int done =
                    (int) items.stream().filter(item -> item.problem() == null).count();
            return new Results(items, done, items.size() - done);
        }
    }
}
