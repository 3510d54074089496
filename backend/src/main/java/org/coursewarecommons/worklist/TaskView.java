package org.coursewarecommons.worklist;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task in a list.
 *
 * @param submissionId the case, when it is a submission
 * @param holder who has it now
 * @param recommended the assignment recommends the caller for it
 * @param actions what the caller may do: claim, decide, draft, release, reassign
 */
@Schema(name = "ReviewTask", description = "A task of a reviewer, steward or committee / 评审任务")
record TaskView(
        UUID id,
        @Schema(maxLength = 20, example = "EXPERT") String kind,
        TaskState state,
        UUID resourceId,
        @Nullable UUID submissionId,
        @Schema(maxLength = 200) String title,
        @Schema(maxLength = 20, example = "SX") String subject,
        @Schema(maxLength = 20, example = "PRIMARY") String stage,
        @Schema(maxLength = 2, example = "L3") String level,
        int round,
        Instant since,
        @Nullable Instant due,
        @Nullable Holder holder,
        @Nullable UUID basedOnTaskId,
        @Schema(maxLength = 5, example = "E") @Nullable String form,
        boolean recommended,
        @Size(max = 10) List<@Size(max = 20) String> actions) {

    /** Who has a task. */
    @Schema(name = "TaskHolder")
    record Holder(UUID personId, @Schema(maxLength = 100) String name) {}

    /**
     * A task with what is needed to work on it.
     *
     * @param material the kind of task decides: rubric form, resource, files …
     * @param draft the caller's own half-filled form
     * @param closedBecause why it ended without a decision; null unless CLOSED
     */
    @Schema(name = "ReviewTaskDetail", description = "A task with its material / 任务详情")
    record Detail(
            TaskView task,
            @Schema(description = "Form, resource, files: by kind of task / 评分表、资源与文件") Map<String, Object> material,
            @Nullable Decision draft,
            @Schema(maxLength = 40, example = "withdrawn") @Nullable String closedBecause) {}

    /**
     * A form that the caller had begun before the task went on without them.
     *
     * @param reason withdrawn, decided, not-needed … when it was closed; reassigned, returned, absence, overdue, conflict
     *     or released when it went to others
     */
    @Schema(name = "LeftDraft", description = "任务已转出或结束时保留的草稿")
    record LeftDraft(
            TaskView task,
            Decision draft,
            Instant savedAt,
            @Schema(maxLength = 40, example = "withdrawn") String reason) {}

    /** How many tasks each queue has. */
    @Schema(name = "ReviewTaskCounts", description = "各队列任务数")
    record Counts(long mine, long available, long team) {}

    /** @param nextTaskId what to do next: the most urgent own task, else an available one */
    @Schema(name = "DecisionResult", description = "决定结果")
    record Decided(UUID taskId, TaskState state, @Nullable UUID nextTaskId) {}
}
