package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Leave: reviewers enter their own, coordinators anybody's. */
@RestController
@RequestMapping("/api/v1/leaves")
@Tag(name = "team", description = "Appointments and leave / 评审队伍")
class LeaveController {

    private final Leaves leaves;

    LeaveController(Leaves leaves) {
        this.leaves = leaves;
    }

    @GetMapping
    @Operation(operationId = "listLeaves", summary = "Present and coming leave; one's own unless coordinator / 请假列表")
    Page<LeaveBody> list(Actor actor, @RequestParam(required = false) @Nullable UUID personId, PageRequest page) {
        UUID whose = personId == null && !Leaves.isTeam(actor) ? actor.id() : personId;
        if (whose != null) {
            Leaves.requireMay(actor, whose);
        }
        return leaves.page(whose, page);
    }

    @PostMapping
    @Operation(operationId = "enterLeave", summary = "Be away; tasks are handed over / 登记请假并移交任务")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<LeaveBody> enter(Actor actor, @RequestBody LeaveBody.New body) {
        LeaveBody leave = leaves.enter(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/leaves/" + leave.id()))
                .eTag("\"1\"")
                .body(leave);
    }

    @PostMapping("/{id}/end")
    @Operation(operationId = "endLeave", summary = "Be back early / 销假")
    @Idempotent
    ResponseEntity<LeaveBody> end(Actor actor, @PathVariable UUID id) {
        return ResponseEntity.ok(leaves.end(id, actor));
    }
}
