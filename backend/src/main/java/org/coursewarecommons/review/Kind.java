package org.coursewarecommons.review;

import java.util.Arrays;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.models.ReviewModel;
import org.jspecify.annotations.Nullable;

/** The kinds of task that the review process opens. */
enum Kind {
    TECHNICIAN(ReviewModel.TASK_TECHNICIAN_REVIEW, Role.TECHNICIAN, "X"),
    EXPERT(ReviewModel.TASK_EXPERT_REVIEW, Role.EXPERT, "E"),
    TEACHER(ReviewModel.TASK_TEACHER_REVIEW, Role.TEACHER_REVIEWER, "T"),
    VETO_CHECK(ReviewModel.TASK_VETO_CHECK, Role.REVIEW_COORDINATOR, null);

    private final String taskKey;
    private final Role role;
    private final @Nullable String form;

    Kind(String taskKey, Role role, @Nullable String form) {
        this.taskKey = taskKey;
        this.role = role;
        this.form = form;
    }

    static Kind ofTask(String taskKey) {
        return Arrays.stream(values())
                .filter(kind -> kind.taskKey.equals(taskKey))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of review task: " + taskKey));
    }

    /** {@code processKey/taskKey}. */
    String key() {
        return ReviewModel.PROCESS_KEY + "/" + taskKey;
    }

    Role role() {
        return role;
    }

    /** Null for a vote. */
    @Nullable
    String form() {
        return form;
    }
}
