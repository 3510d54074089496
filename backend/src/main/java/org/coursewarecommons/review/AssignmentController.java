package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.worklist.Task;
import org.coursewarecommons.worklist.Worklist;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Each choice of a reviewer explained. */
@Tag(name = "team", description = "Appointments and leave / 评审队伍")
@RestController
@RequestMapping("/api/v1/review-tasks/{id}/assignment")
class AssignmentController {

    private final Worklist worklist;
    private final AssignmentViews views;

    AssignmentController(Worklist worklist, AssignmentViews views) {
        this.worklist = worklist;
        this.views = views;
    }

    @Operation(
            operationId = "explainAssignment",
            summary = "Why this reviewer and not that one; reviewers see themselves alone / 派发说明")
    @GetMapping
    AssignmentView explain(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID personId, Actor actor) {
        Task task = worklist.find(id).filter(views::answersFor).orElseThrow(ProblemException::notFound);
        if (worklist.isTeam(actor)) {
            return views.whole(task, personId);
        }
        if (actor.id().equals(task.holderId()) || actor.id().equals(task.proposedId())) {
            return views.own(task, actor.id());
        }
        throw ProblemException.notFound();
    }
}
