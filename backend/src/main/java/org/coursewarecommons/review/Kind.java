package org.coursewarecommons.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ReviewModel;
import org.jspecify.annotations.Nullable;

/** The kinds of task that the review process opens; one kind may stand at several places of the process. */
enum Kind {
    TECHNICIAN(Role.TECHNICIAN, "X", ReviewModel.TASK_TECHNICIAN_REVIEW),
    EXPERT(
            Role.EXPERT,
            "E",
            ReviewModel.TASK_EXPERT_REVIEW,
            ReviewModel.TASK_THIRD_EXPERT_REVIEW,
            ReviewModel.TASK_EXPERT_CONVERGENCE),
    TEACHER(
            Role.TEACHER_REVIEWER,
            "T",
            ReviewModel.TASK_TEACHER_REVIEW,
            ReviewModel.TASK_THIRD_TEACHER_REVIEW,
            ReviewModel.TASK_TEACHER_CONVERGENCE),
    VETO_CHECK(Role.REVIEW_COORDINATOR, null, ReviewModel.TASK_VETO_CHECK),
    ADJUDICATION(
            Role.COMMITTEE,
            null,
            ReviewModel.TASK_ADJUDICATION_EXPERT,
            ReviewModel.TASK_ADJUDICATION_TEACHER,
            ReviewModel.TASK_ADJUDICATION_TECHNICIAN);

    private static final List<String> CONVERGENCES =
            List.of(ReviewModel.TASK_EXPERT_CONVERGENCE, ReviewModel.TASK_TEACHER_CONVERGENCE);

    private static final List<String> THIRDS =
            List.of(ReviewModel.TASK_THIRD_EXPERT_REVIEW, ReviewModel.TASK_THIRD_TEACHER_REVIEW);

    private final Role role;
    private final @Nullable String form;
    private final List<String> taskKeys;

    Kind(Role role, @Nullable String form, String... taskKeys) {
        this.role = role;
        this.form = form;
        this.taskKeys = List.of(taskKeys);
    }

    static Kind ofTask(String taskKey) {
        return Arrays.stream(values())
                .filter(kind -> kind.taskKeys.contains(taskKey))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of review task: " + taskKey));
    }

    /** Whether the task is a second look at an own sheet. @param taskKey with or without the process */
    static boolean isConvergence(String taskKey) {
        return CONVERGENCES.contains(bare(taskKey));
    }

    /** Whether the task settles a disagreement of two others. @param taskKey with or without the process */
    static boolean isThird(String taskKey) {
        return THIRDS.contains(bare(taskKey));
    }

    /** Whose form it is. @param role of a reviewer */
    static Optional<Kind> ofReviewer(Role role) {
        return Arrays.stream(values())
                .filter(kind -> kind.form != null && kind.role == role)
                .findFirst();
    }

    /** A task's name within the process. */
    static String bare(String taskKey) {
        return taskKey.substring(taskKey.indexOf('/') + 1);
    }

    /** {@code processKey/taskKey} of each. */
    Stream<String> keys() {
        return taskKeys.stream().map(key -> ReviewModel.PROCESS_KEY + "/" + key);
    }

    /** Whoever holds it may take the task; at a meeting also the role whose seat it is ({@link Meetings}). */
    Role role() {
        return role;
    }

    /** Null for a vote. */
    @Nullable
    String form() {
        return form;
    }
}
