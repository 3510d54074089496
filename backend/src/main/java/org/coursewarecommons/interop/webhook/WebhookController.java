package org.coursewarecommons.interop.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.coursewarecommons.identity.Actor;
import org.coursewarecommons.shared.Idempotent;
import org.coursewarecommons.shared.IfMatch;
import org.coursewarecommons.shared.Page;
import org.coursewarecommons.shared.PageRequest;
import org.coursewarecommons.shared.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions of other systems, and what became of each delivery. */
@Tag(name = "webhooks", description = "Be told of changes / 事件订阅")
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

    private final WebhookService service;
    private final DeliveryRows deliveries;

    WebhookController(WebhookService service, DeliveryRows deliveries) {
        this.service = service;
        this.deliveries = deliveries;
    }

    /** Whether it has arrived. */
    enum DeliveryState {
        PENDING,
        DELIVERED,
        FAILED
    }

    @Operation(operationId = "createWebhook", summary = "Subscribe; the secret is told this once / 新建订阅，密钥仅返回一次")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent(outsideTransaction = true)
    ResponseEntity<WebhookBodies.Body> create(@RequestBody WebhookBodies.New body, Actor actor) {
        Webhook made = service.create(body, actor);
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + made.id()))
                .eTag(IfMatch.eTag(made.revision()))
                .body(WebhookBodies.of(made, made.secret()));
    }

    @Operation(operationId = "listWebhooks", summary = "The caller's subscriptions / 我的订阅")
    @GetMapping
    Page<WebhookBodies.Body> list(Actor actor) {
        return Page.whole(service.own(actor).stream()
                .map(webhook -> WebhookBodies.of(webhook, null))
                .toList());
    }

    @Operation(operationId = "getWebhook", summary = "One subscription / 订阅详情")
    @GetMapping("/{id}")
    ResponseEntity<WebhookBodies.Body> get(@PathVariable UUID id, Actor actor) {
        return answer(service.find(id, actor), null);
    }

    @Operation(operationId = "editWebhook", summary = "Change, pause, or start again / 修改、暂停或恢复订阅")
    @PutMapping("/{id}")
    ResponseEntity<WebhookBodies.Body> edit(
            @PathVariable UUID id, @RequestBody WebhookBodies.Edit body, IfMatch ifMatch, Actor actor) {
        return answer(service.edit(id, body, ifMatch, actor), null);
    }

    @Operation(operationId = "deleteWebhook", summary = "Unsubscribe / 取消订阅")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch, Actor actor) {
        service.delete(id, ifMatch, actor);
    }

    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "A new secret; the one before signs beside it for a day / 更换密钥")
    @PostMapping("/{id}/rotation")
    @Idempotent
    ResponseEntity<WebhookBodies.Body> rotate(@PathVariable UUID id, Actor actor) {
        Webhook rotated = service.rotate(id, actor);
        return answer(rotated, rotated.secret());
    }

    @Operation(operationId = "listWebhookDeliveries", summary = "Deliveries, newest first / 投递记录")
    @GetMapping("/{id}/deliveries")
    Page<WebhookBodies.DeliveryBody> deliveries(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable DeliveryState state,
            PageRequest page,
            Actor actor) {
        service.find(id, actor);
        String wanted = state == null ? null : state.name();
        String after = page.after(0);
        if (after != null && !after.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw ProblemException.invalidParameter("cursor", "cursor");
        }
        return Page.cut(
                        deliveries.page(id, wanted, page),
                        page,
                        deliveries.count(id, wanted),
                        delivery -> List.of(delivery.id().toString()))
                .map(WebhookBodies::of);
    }

    @Operation(operationId = "replayWebhook", summary = "Send deliveries again / 重新投递")
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    ResponseEntity<WebhookBodies.Replayed> replay(
            @PathVariable UUID id, @RequestBody WebhookBodies.Replay body, Actor actor) {
        return ResponseEntity.accepted().body(new WebhookBodies.Replayed(service.replay(id, body, actor)));
    }

    private static ResponseEntity<WebhookBodies.Body> answer(Webhook webhook, @Nullable String secret) {
        return ResponseEntity.ok().eTag(IfMatch.eTag(webhook.revision())).body(WebhookBodies.of(webhook, secret));
    }
}
