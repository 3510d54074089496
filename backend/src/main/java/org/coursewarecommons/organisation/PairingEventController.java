package org.coursewarecommons.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Joint events of paired schools: 集体备课, 送教, 同课异构, 同步课堂. */
@RestController
@RequestMapping("/api/v1/pairings/{pairingId}/events")
@Tag(name = "organisation")
class PairingEventController {

    private final PairingEvents events;

    PairingEventController(PairingEvents events) {
        this.events = events;
    }

    @GetMapping
    @Operation(operationId = "listPairingEvents", summary = "Joint events, latest first / 结对活动列表")
    Page<PairingEventBody> list(Actor actor, @PathVariable UUID pairingId, PageRequest page) {
        return events.page(pairingId, page);
    }

    @PostMapping
    @Operation(operationId = "planPairingEvent", summary = "Plan a joint event / 计划结对活动")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ResponseEntity<PairingEventBody> plan(
            Actor actor, @PathVariable UUID pairingId, @RequestBody PairingEventBody.New body) {
        PairingEventBody event = events.plan(pairingId, body, actor);
        return ResponseEntity.created(URI.create("/api/v1/pairings/" + pairingId + "/events/" + event.id()))
                .eTag("\"1\"")
                .body(event);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getPairingEvent", summary = "One joint event / 结对活动详情")
    PairingEventBody get(Actor actor, @PathVariable UUID pairingId, @PathVariable UUID id) {
        return events.event(pairingId, id);
    }

    @PostMapping("/{id}/sign-ins")
    @Operation(operationId = "signInToPairingEvent", summary = "I was there, for my school / 活动签到")
    @Idempotent
    ResponseEntity<PairingEventBody> signIn(Actor actor, @PathVariable UUID pairingId, @PathVariable UUID id) {
        return ResponseEntity.ok(events.signIn(pairingId, id, actor));
    }
}
