package org.coursewarecommons.worklist;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.TaskQueues.Filter;
import org.coursewarecommons.worklist.TaskQueues.Queue;
import org.coursewarecommons.worklist.TaskQueues.Sort;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The queues of everybody who decides something. */
@Tag(name = "review-tasks", description = "Queues and decisions / 任务队列与决定")
@RestController
@RequestMapping("/api/v1/review-tasks")
class TaskController {

    private final TaskViews views;
    private final TaskDesk tasks;
    private final BulkDesk bulk;
    private final TaskStore store;

    TaskController(TaskViews views, TaskDesk tasks, BulkDesk bulk, TaskStore store) {
        this.views = views;
        this.tasks = tasks;
        this.bulk = bulk;
        this.store = store;
    }

    /** The filters of a queue, as they stand in the query. */
    record Query(
            @Schema(maxLength = 20, example = "EXPERT") @Nullable String kind,
            @Schema(maxLength = 20, example = "SX") @Nullable String subject,
            @Schema(maxLength = 20, example = "PRIMARY") @Nullable String stage,
            @Schema(allowableValues = {"overdue", "today"}) @Nullable String due,
            @Schema(maxLength = 100, description = "Part of the title / 标题片段") @Nullable String q) {

        Filter filter() {
            if (due != null && !due.equals("overdue") && !due.equals("today")) {
                throw ProblemException.invalidParameter("due", "unknown-code", due);
            }
            if (q != null && q.length() > 100) {
                throw ProblemException.invalidParameter("q", "length", 0, 100);
            }
            return new Filter(kind, subject, stage, due, q == null || q.isBlank() ? null : q.strip());
        }
    }

    /** Who gets the task, and why. */
    @Schema(name = "Reassignment", description = "改派")
    record Reassignment(@NotNull UUID personId, @NotBlank @Size(max = 500) @Schema(example = "原评审人请假") String reason) {}

    /** Why it goes back. */
    @Schema(name = "TaskReturn", description = "退回任务池")
    record Return(@NotBlank @Size(max = 500) @Schema(example = "逾期未评") String reason) {}

    @Operation(operationId = "listReviewTasks", summary = "A queue of tasks / 任务队列")
    @GetMapping
    Page<TaskView> list(
            @RequestParam(defaultValue = "mine") @Schema(allowableValues = {"mine", "available", "team"}) String queue,
            @RequestParam(defaultValue = "due") @Schema(allowableValues = {"due", "oldest", "newest"}) String sort,
            @ParameterObject Query query,
            PageRequest page,
            Actor actor) {
        return views.page(
                code(Queue.class, "queue", queue), query.filter(), code(Sort.class, "sort", sort), page, actor);
    }

    @Operation(operationId = "countReviewTasks", summary = "How many tasks each queue has / 各队列任务数")
    @GetMapping("/counts")
    TaskView.Counts counts(@ParameterObject Query query, Actor actor) {
        return views.counts(query.filter(), actor);
    }

    @Operation(operationId = "getReviewTask", summary = "A task with its form and material / 任务详情")
    @GetMapping("/{id}")
    ResponseEntity<TaskView.Detail> get(@PathVariable UUID id, Actor actor) {
        Task task = store.find(id).orElseThrow(ProblemException::notFound);
        return ResponseEntity.ok().eTag(IfMatch.eTag(task.revision())).body(views.detail(task, actor));
    }

    @Operation(operationId = "claimReviewTask", summary = "Take a task / 领取任务")
    @PostMapping("/{id}/claim")
    @Idempotent
    ResponseEntity<TaskView> claim(@PathVariable UUID id, Actor actor) {
        return answer(tasks.claim(id, actor), actor);
    }

    @Operation(operationId = "releaseReviewTask", summary = "Give a task back / 退回任务")
    @PostMapping("/{id}/release")
    @Idempotent
    ResponseEntity<TaskView> release(@PathVariable UUID id, Actor actor) {
        return answer(tasks.release(id, actor), actor);
    }

    @Operation(operationId = "reassignReviewTask", summary = "Give a task to somebody else / 改派任务")
    @PostMapping("/{id}/reassignment")
    @Idempotent
    ResponseEntity<TaskView> reassign(@PathVariable UUID id, @RequestBody Reassignment body, Actor actor) {
        return answer(tasks.reassign(id, body.personId(), body.reason(), actor), actor);
    }

    @Operation(operationId = "returnReviewTask", summary = "Take a task from its holder and offer it to all / 退回任务池")
    @PostMapping("/{id}/return")
    @Idempotent
    ResponseEntity<TaskView> giveBack(@PathVariable UUID id, @RequestBody Return body, Actor actor) {
        return answer(tasks.returnToPool(id, body.reason(), actor), actor);
    }

    @Operation(operationId = "claimReviewTasks", summary = "Take several tasks, each by itself / 批量领取任务")
    @PostMapping("/claims")
    @Idempotent
    ResponseEntity<BulkBodies.Results> claimAll(@RequestBody BulkBodies.Claims body, Actor actor) {
        return ResponseEntity.ok(BulkBodies.Results.of(bulk.claim(body.taskIds(), actor)));
    }

    @Operation(operationId = "reassignReviewTasks", summary = "Give several tasks away, each by itself / 批量改派任务")
    @PostMapping("/reassignments")
    @Idempotent
    ResponseEntity<BulkBodies.Results> reassignAll(@RequestBody BulkBodies.Reassignments body, Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD);
        return ResponseEntity.ok(BulkBodies.Results.of(bulk.reassign(body.items(), body.reason(), actor)));
    }

    @Operation(
            operationId = "listLeftDrafts",
            summary = "My half-filled forms of tasks that went on without me, and why / 未能提交的草稿")
    @GetMapping("/drafts")
    Page<TaskView.LeftDraft> drafts(PageRequest page, Actor actor) {
        return views.left(page, actor);
    }

    @Operation(operationId = "saveReviewDraft", summary = "Save a half-filled form / 暂存评分表")
    @PutMapping("/{id}/draft")
    ResponseEntity<TaskView> draft(@PathVariable UUID id, @RequestBody Decision draft, IfMatch ifMatch, Actor actor) {
        return answer(tasks.saveDraft(id, draft, ifMatch, actor), actor);
    }

    @Operation(operationId = "decideReviewTask", summary = "Hand in a score sheet or a vote / 提交评分或表决")
    @PostMapping("/{id}/decision")
    @Idempotent
    ResponseEntity<TaskView.Decided> decide(@PathVariable UUID id, @RequestBody Decision decision, Actor actor) {
        Task task = tasks.decide(id, decision, actor);
        return ResponseEntity.ok(new TaskView.Decided(id, task.state(), views.next(actor)));
    }

    private ResponseEntity<TaskView> answer(Task task, Actor actor) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(task.revision())).body(views.view(task, actor));
    }

    private static <E extends Enum<E>> E code(Class<E> type, String name, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidParameter(name, "unknown-code", value));
    }
}
