package org.coursewarecommons.review;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.identity.Role;
import org.coursewarecommons.review.AssignmentMode.Setting;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the district decides about its reviews. */
@Tag(name = "team", description = "Appointments and leave / 评审队伍")
@RestController
@RequestMapping("/api/v1/review-settings")
class ReviewSettingsController {

    private final AssignmentMode mode;
    private final ApplicationEventPublisher events;

    ReviewSettingsController(AssignmentMode mode, ApplicationEventPublisher events) {
        this.mode = mode;
        this.events = events;
    }

    /** @param assignment OFFER: to all with a recommendation; ASSIGN: at once to whom the rules pick */
    @Schema(name = "ReviewSettings", description = "评审设置")
    record Settings(@NotNull AssignmentMode.Mode assignment) {}

    @Operation(operationId = "getReviewSettings", summary = "How sheets find their reviewers / 评审任务派发方式")
    @GetMapping
    ResponseEntity<Settings> get(Actor actor) {
        actor.require(Role.REVIEW_COORDINATOR, Role.DISTRICT_STEWARD, Role.AUDITOR);
        return answer(mode.get());
    }

    @Operation(
            operationId = "putReviewSettings",
            summary = "Offer sheets, or assign them / 设置评审任务派发方式",
            description = "Holds for tasks that open from now on. 对此后产生的任务生效。")
    @PutMapping
    @Transactional
    public ResponseEntity<Settings> put(@RequestBody Settings body, IfMatch ifMatch, Actor actor) {
        actor.require(Role.DISTRICT_STEWARD);
        long revision = mode.get().revision();
        ifMatch.require(revision);
        if (!mode.set(body.assignment(), actor.id(), revision)) {
            throw new ProblemException(SharedProblem.STALE);
        }
        events.publishEvent(
                new AssignmentModeChanged(actor.id(), body.assignment().name()));
        return answer(mode.get());
    }

    private static ResponseEntity<Settings> answer(Setting setting) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(setting.revision())).body(new Settings(setting.mode()));
    }
}
