package org.coursewarecommons.models;

import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** The bean {@code clocks} of the model tests: a due date of its own for each task, so that a mix-up shows. */
public final class FixedClocks {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final Map<String, Instant> DUE = Map.ofEntries(
            Map.entry(ReviewModel.TASK_TECHNICIAN_REVIEW, Instant.parse("2026-03-09T00:00:00Z")),
            Map.entry(ReviewModel.TASK_EXPERT_REVIEW, Instant.parse("2026-03-11T00:00:00Z")),
            Map.entry(ReviewModel.TASK_TEACHER_REVIEW, Instant.parse("2026-03-12T00:00:00Z")),
            Map.entry(ReviewModel.TASK_VETO_CHECK, Instant.parse("2026-03-03T00:00:00Z")),
            Map.entry(ReviewModel.TASK_EXPERT_CONVERGENCE, Instant.parse("2026-03-05T00:00:00Z")),
            Map.entry(ReviewModel.TASK_TEACHER_CONVERGENCE, Instant.parse("2026-03-06T00:00:00Z")),
            Map.entry(ReviewModel.TASK_THIRD_EXPERT_REVIEW, Instant.parse("2026-03-13T00:00:00Z")),
            Map.entry(ReviewModel.TASK_THIRD_TEACHER_REVIEW, Instant.parse("2026-03-14T00:00:00Z")),
            Map.entry(ReviewModel.TASK_ADJUDICATION_EXPERT, Instant.parse("2026-03-16T00:00:00Z")),
            Map.entry(ReviewModel.TASK_ADJUDICATION_TEACHER, Instant.parse("2026-03-17T00:00:00Z")),
            Map.entry(ReviewModel.TASK_ADJUDICATION_TECHNICIAN, Instant.parse("2026-03-18T00:00:00Z")));
    static final Instant AUTHOR_DEADLINE = Instant.parse("2026-03-30T00:00:00Z");

    public Date due(String submissionId, String taskDefinitionKey) {
        return Date.from(DUE.get(taskDefinitionKey));
    }

    /** The end of a step whose time cannot be prolonged. */
    public Date end(String submissionId, String taskDefinitionKey) {
        return due(submissionId, taskDefinitionKey);
    }

    public Date authorDeadline(String submissionId) {
        return Date.from(AUTHOR_DEADLINE);
    }
}
