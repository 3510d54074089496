package org.coursewarecommons.review;

import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.springframework.stereotype.Component;

/**
 * Who looks twice at a submission: reviewers whose sheets differ revise their own once, knowing the other one, and the
 * members of a meeting see all of them.
 */
@Component
class SecondLooks {

    private final Sheets sheets;
    private final Rounds rounds;
    private final Worklist worklist;

    SecondLooks(Sheets sheets, Rounds rounds, Worklist worklist) {
        this.sheets = sheets;
        this.rounds = rounds;
        this.worklist = worklist;
    }

    /**
     * The sheet that a convergence task which opens now is about: the first of its form that has no such task yet.
     *
     * @return empty for every other task
     */
    Optional<ScoreSheet> next(String taskKey, Submission submission) {
        if (!Kind.isConvergence(taskKey)) {
            return Optional.empty();
        }
        Set<UUID> taken = worklist.ofCase(submission.id()).stream()
                .map(Task::basedOnTaskId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return Optional.of(rounds.counting(submission).stream()
                .filter(sheet ->
                        Objects.equals(sheet.form(), Kind.ofTask(taskKey).form()))
                .filter(sheet -> !taken.contains(sheet.taskId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sheet left to revise on " + submission.id())));
    }

    boolean isOwn(Task task, UUID personId) {
        return sheets.of(task.caseId()).stream()
                .anyMatch(sheet -> sheet.taskId().equals(task.basedOnTaskId())
                        && sheet.reviewerId().equals(personId));
    }

    /** The sheets in question without names: for convergence the two of the form, for a meeting all that count. */
    List<Map<String, Object>> shown(Task task, Submission submission) {
        return sheets.of(submission.id()).stream()
                .filter(sheet ->
                        sheet.round() == task.round() && sheet.level().name().equals(task.level()))
                .filter(sheet -> task.basedOnTaskId() == null
                        || sheet.form().equals(task.form()) && sheet.basedOnTaskId() == null)
                .map(sheet -> shown(sheet, task))
                .toList();
    }

    private static Map<String, Object> shown(ScoreSheet sheet, Task task) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("form", sheet.form());
        shown.put("own", sheet.taskId().equals(task.basedOnTaskId()));
        shown.put("formScore", sheet.formScore().setScale(2, RoundingMode.HALF_UP));
        shown.put("scores", sheet.scores());
        shown.put("notApplicable", sheet.notApplicable());
        shown.put("remarks", sheet.remarks());
        shown.put("comment", sheet.comment());
        return shown;
    }
}
